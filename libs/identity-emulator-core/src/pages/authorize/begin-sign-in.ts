import { findUser, findUserById, type Person } from '../../directory/find-user.ts';
import { entraError } from '../../errors/entra-error.ts';
import type { PageReply, Visit } from '../visit.ts';
import { answerCancelled, answerWithCode } from './answer-app.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/**
 * The first page of a sign-in, or its end where no page is needed: the scripted person answers, or
 * the browser is signed in and the app does not ask for more (OpenID Connect Core 3.1.2.1).
 *
 * @throws EntraError 50058 or 16000 when the app wants no page and one is needed
 */
export async function beginSignIn(visit: Visit, request: AuthorizationRequest): Promise<PageReply> {
  const people = signedIn(visit, request);
  const [only, another] = people;
  if (request.prompt === 'none') {
    if (!only) throw entraError(50058);
    if (another) throw entraError(16000);
    return answerWithCode(visit, request, only);
  }
  const scripted = await visit.state.person.answerPage(request.audience.segment, request.app);
  if (scripted === 'declined') return answerCancelled(visit, request);
  if (scripted) return answerWithCode(visit, request, scripted);
  const asks = request.prompt === 'login' || request.prompt === 'select_account';
  if (only && !another && !asks) return answerWithCode(visit, request, only);
  return firstPage(visit, request, people);
}

/** Whom this browser is signed in with, of those that the app can mean. */
function signedIn({ state, session }: Visit, request: AuthorizationRequest): Person[] {
  const { loginHint, audience } = request;
  return state.sessions
    .users(session)
    .flatMap((id) => findUserById(state.directory, id) ?? [])
    .filter(({ user }) => !user.disabled)
    .filter(({ tenant }) => !audience.tenant || tenant === audience.tenant)
    .filter(({ user }) => !loginHint || user.username === loginHint.trim().toLowerCase());
}

/** Whoever is hinted at need not type their name; who is signed in need not type anything. */
function firstPage(visit: Visit, request: AuthorizationRequest, people: Person[]): PageReply {
  const { loginHint, prompt } = request;
  const flow = visit.pages.flows.start(visit.session, request);
  const hinted = loginHint ? findUser(visit.state.directory, loginHint) : undefined;
  const picks = prompt === 'select_account' || (prompt !== 'login' && people.length > 1);
  if (hinted && !picks) flow.userId = hinted.user.id;
  const page = picks ? 'account' : hinted ? 'password' : 'username';
  return { redirect: `/signin/${page}?flow=${flow.id}` };
}

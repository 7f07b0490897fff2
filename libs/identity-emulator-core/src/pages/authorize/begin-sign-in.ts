import { findUser } from '../../directory/find-user.ts';
import { goOn } from '../go-on.ts';
import { openAppFlow } from '../open-flow.ts';
import { isRecent, signedInPeople, type SignedInPerson } from '../signed-in-people.ts';
import type { PageReply, Visit } from '../visit.ts';
import { answerScripted } from './answer-scripted.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { signInSilently } from './sign-in-silently.ts';

/**
 * The first page of a sign-in, or its end where no page is needed: the scripted person answers, or
 * the browser is signed in and the app does not ask for more (OpenID Connect Core 3.1.2.1).
 *
 * @throws EntraError when the app wants no page and one is needed
 */
export async function beginSignIn(visit: Visit, request: AuthorizationRequest): Promise<PageReply> {
  const people = signedInPeople(visit, { ...request, request });
  if (request.prompt === 'none') return signInSilently(visit, request, people);
  const scripted = await answerScripted(visit, request);
  if (scripted) return scripted;
  const [only, another] = people;
  const asks = request.prompt === 'login' || request.prompt === 'select_account';
  if (only && !another && !asks && isRecent(visit, only, request))
    return resume(visit, request, only);
  return firstPage(visit, request, people);
}

/** Goes on as who is signed in already: there may still be something to ask. */
function resume(visit: Visit, request: AuthorizationRequest, person: SignedInPerson) {
  const flow = visit.pages.flows.start(visit.session, request);
  const { userId, amr, at } = person;
  Object.assign(flow, { userId, amr, signedInAt: at });
  return goOn(visit, openAppFlow(visit, flow, request));
}

/** Whoever is hinted at need not type their name; who is signed in need not type anything. */
function firstPage(
  visit: Visit,
  request: AuthorizationRequest,
  people: SignedInPerson[],
): PageReply {
  const { loginHint, prompt } = request;
  const flow = visit.pages.flows.start(visit.session, request);
  const hinted = loginHint ? findUser(visit.state.directory, loginHint) : undefined;
  const picks = prompt === 'select_account' || (prompt !== 'login' && people.length > 1);
  const [only] = people;
  const who = hinted?.user.id ?? (prompt === 'login' ? undefined : only?.userId);
  if (who !== undefined && !picks) flow.userId = who;
  const page = picks ? 'account' : flow.userId === undefined ? 'username' : 'password';
  return { redirect: `/signin/${page}?flow=${flow.id}` };
}

import { requireAccountInAudience, findUser } from '../../directory/find-user.ts';
import { aadstsTable } from '../../errors/aadsts-table.ts';
import { EntraError, entraError } from '../../errors/entra-error.ts';
import { requireAccess } from '../../protocol/evaluate-policies.ts';
import {
  missingScopes,
  needsAdministrator,
  requireConsent,
} from '../../protocol/missing-scopes.ts';
import { resolveScopes } from '../../protocol/tokens/resolve-scopes.ts';
import { continueSignIn } from '../continue-sign-in.ts';
import { openAppFlow } from '../open-flow.ts';
import { isRecent, signedInAccounts, type SignedInAccount } from '../signed-in-accounts.ts';
import type { PageReply, Visit } from '../visit.ts';
import { PageProblem } from '../page-problem.ts';
import { answerWithCode, trackedFlow } from './answer-app.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/**
 * The first page of a sign-in, or its end where no page is needed: the scripted user answers, or
 * the browser is signed in and the app does not ask for more (OpenID Connect Core 3.1.2.1).
 *
 * @throws EntraError when the app wants no page and one is needed
 */
export async function beginSignIn(visit: Visit, request: AuthorizationRequest): Promise<PageReply> {
  const accounts = signedInAccounts(visit, { ...request, request });
  if (request.prompt === 'none') return signInSilently(visit, request, accounts);
  const scripted = await answerScripted(visit, request, accounts);
  if (scripted) return scripted;
  const [only, another] = accounts;
  const asks = request.prompt === 'login' || request.prompt === 'select_account';
  if (only && !another && !asks && isRecent(visit, only, request))
    return resume(visit, request, only);
  return firstPage(visit, request, accounts);
}

/** Continues with the account that is signed in already: a question may still be open. */
function resume(visit: Visit, request: AuthorizationRequest, account: SignedInAccount) {
  const flow = visit.pages.flows.start(visit.session, request);
  const { userId, amr, at, isTracked } = account;
  Object.assign(flow, { userId, amr, signedInAt: at, isTracked });
  return continueSignIn(visit, openAppFlow(visit, flow, request));
}

/** A hinted user need not type a name, and a signed-in user need not type anything. */
function firstPage(
  visit: Visit,
  request: AuthorizationRequest,
  accounts: SignedInAccount[],
): PageReply {
  const { loginHint, prompt } = request;
  const flow = visit.pages.flows.start(visit.session, request);
  const hinted = loginHint ? findUser(visit.state.directory, loginHint) : undefined;
  const picks = prompt === 'select_account' || (prompt !== 'login' && accounts.length > 1);
  const [only] = accounts;
  const userId = hinted?.user.id ?? (prompt === 'login' ? undefined : only?.userId);
  if (userId !== undefined && !picks) flow.userId = userId;
  const page = picks ? 'account' : flow.userId === undefined ? 'username' : 'password';
  return { redirect: `/signin/${page}?flow=${flow.id}` };
}

/**
 * Lets the scripted user answer a sign-in, when a rule says so.
 *
 * @returns undefined when the page waits for a user
 * @throws EntraError for the app
 */
async function answerScripted(
  visit: Visit,
  request: AuthorizationRequest,
  accounts: SignedInAccount[],
): Promise<PageReply | undefined> {
  const { app, audience, loginHint, prompt } = request;
  const { segment } = audience;
  const plan = await visit.pages.planFor({ segment, clientId: app.clientId, loginHint });
  if (!plan) return undefined;
  const known = accounts.find(({ userId }) => userId === plan.account.user.id);
  const asks = prompt === 'login' || prompt === 'select_account' || plan.declines === 'at-once';
  try {
    const first =
      known && !asks && isRecent(visit, known, request)
        ? await resume(visit, request, known)
        : firstPage(visit, request, accounts);
    return await visit.pages.walk(visit, plan, first);
  } catch (error) {
    throw error instanceof PageProblem && error.code !== undefined ? errorOf(error) : error;
  }
}

/** The error for an app whose user has come to a page that says what is wrong. */
function errorOf({ code = 0, detail }: PageProblem): EntraError {
  const entry = aadstsTable[code];
  return detail !== undefined && entry ? new EntraError(code, entry, detail) : entraError(code);
}

/**
 * `prompt=none`: an answer without any page, or the reason why there must be one.
 *
 * @param accounts that the browser is signed in with
 * @throws EntraError 50058, 16000, 50053, 50057, 50055, 53003, 50076, 50079, 65001 or 90094
 */
function signInSilently(
  visit: Visit,
  request: AuthorizationRequest,
  accounts: SignedInAccount[],
): PageReply {
  const { state } = visit;
  const { app, audience } = request;
  const [only, another] = accounts;
  if (!only || !isRecent(visit, only, request)) throw entraError(50058);
  if (another) throw entraError(16000);
  if (state.passwords.isExpired(only.home.user)) throw entraError(50055);
  const account = requireAccountInAudience(audience, app, only.home);
  const scopes = resolveScopes(state.directory, request.scope);
  const { amr, at, isTracked } = only;
  const { contexts } = request.claims;
  const { resource } = scopes;
  const acrs = requireAccess({ account, app, resource, flow: 'browser', isTracked, amr, contexts });
  const missing = missingScopes(state.consents, account, app, scopes);
  if (needsAdministrator(account, resource, missing)) throw entraError(90094);
  requireConsent(state.consents, account, app, scopes);
  const signIn = { amr, acrs, authTime: Math.floor(at / 1000), ...trackedFlow(isTracked) };
  return answerWithCode(visit, request, account, signIn);
}

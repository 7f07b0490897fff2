import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import {
  aFunction,
  aSignal,
  aText,
  checkMembers,
  withMembers,
} from '@entra-flows/primitives/check-members';
import { type CacheLookupStep, publishStep, stopwatch } from '../diagnostics-channels.ts';
import { ownTexts } from '../errors/own-texts.ts';
import { inTenant } from '../msal/authority.ts';
import { clientConfigurationError } from '../msal/msal-errors.ts';
import { checkScopes } from '../requests/check-request.ts';
import { isClaimsRequest, mergeClaims } from '../requests/claims.ts';
import { accountsOf } from '../msal/user-name.ts';
import { partsOf } from '../msal/client-network.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { withCallContext } from '../msal/call-context.ts';
import { acquireSilently } from './acquire-silently.ts';
import { checkTenant } from './authority-scope.ts';
import { chooseAccount, isMeant } from './choose-account.ts';
import { shareEqualCalls } from './share-equal-calls.ts';
import type { AskUser, InteractiveRequest, TokenRequest } from './token-request.ts';
import type { PublicClient } from '../msal/client-network.ts';

/**
 * Gets a token: from the cache where it can, by a silent refresh where it must, and from the
 * user only when nothing else can help.
 *
 * A silent failure that no prompt can mend (no network, wrong client ID) is thrown as it is. A
 * result for another account than the one asked for is removed from the cache and refused.
 *
 * Calls for the same token at the same time share one answer, so that the user is asked once.
 *
 * @param askUser - the flow; called at most once, with the claims that the authority demands.
 *   `signal` of its request ends with the last caller; one caller's own ends that caller's wait
 * @throws {AuthError} MSAL's own errors; `classifyAuthError` names them
 * @throws {ClientConfigurationError} `invalid_claims` for claims that are no JSON object with objects in it
 * @throws {AuthCoreError} `account_ambiguous`, `account_not_found`, `account_mismatch`
 * @throws {TypeError} when `scopes` is not a list, and for a member of another type
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token
 * @example
 * const { accessToken } = await acquireToken(client, { scopes: ['User.Read'] }, (request) =>
 *   acquireTokenByDeviceCode(client, { ...request, deviceCodeCallback: ({ message }) => show(message) }),
 * );
 */
export async function acquireToken(
  client: PublicClient,
  request: TokenRequest,
  askUser: AskUser,
): Promise<AuthenticationResult> {
  checkScopes(request.scopes);
  checkMembers({ ...request, askUser: askUser ?? '' }, MEMBERS);
  checkClaims(request.claims, request.correlationId);
  return shareEqualCalls(client, request, (signal) =>
    acquire(client, { ...request, signal }, askUser),
  );
}

const MEMBERS = {
  askUser: aFunction,
  account: withMembers({ homeAccountId: aText, environment: aText }),
  chooseAccount: aFunction,
  username: aText,
  homeAccountId: aText,
  tenantId: aText,
  correlationId: aText,
  signal: aSignal,
};

/** With the signal of the shared work in place of a caller's own. */
type SharedRequest = TokenRequest & { signal: AbortSignal };

async function acquire(
  client: PublicClient,
  request: SharedRequest,
  askUser: AskUser,
): Promise<AuthenticationResult> {
  const { signal } = request;
  const account = await lookUp(client, request);
  if (!account) return ask(client, request, askUser);
  try {
    const result = await acquireSilently(client, { ...request, account });
    await checkTenant(client, request, result);
    return result;
  } catch (error) {
    signal.throwIfAborted();
    const { interactive, claims } = classifyAuthError(error);
    if (!interactive) throw error;
    const demanded = mergeClaims(request.claims, claims);
    const again = { ...request, account, ...(demanded ? { claims: demanded } : {}) };
    return ask(client, again, (asked) => askUser(asked, error));
  }
}

/** `chooseAccount`, told to those who listen. */
async function lookUp(
  client: PublicClient,
  request: SharedRequest,
): Promise<AccountInfo | undefined> {
  const { signal, correlationId } = request;
  const duration = stopwatch();
  const told = (step: Omit<CacheLookupStep, 'kind' | 'at' | 'duration'>) =>
    publishStep('cache-lookup', () => ({ ...step, duration: duration() }), correlationId);
  try {
    const account = await withCallContext({ signal }, () => chooseAccount(client, request));
    const { username } = account ?? {};
    told({ outcome: account ? 'found' : 'none', ...(username ? { username } : {}) });
    return account;
  } catch (error) {
    told({ outcome: 'failed' });
    throw error;
  }
}

async function ask(
  client: PublicClient,
  request: SharedRequest,
  askUser: AskUser,
): Promise<AuthenticationResult> {
  request.signal.throwIfAborted();
  const before = await accountsOf(client);
  // A user should not sign in for a token that cannot be kept.
  await partsOf(client).cache?.check?.();
  request.signal.throwIfAborted();
  const asked = interactiveRequest(client, request);
  publishStep(
    'ask-user',
    () => ({
      hasClaims: asked.claims !== undefined,
      ...(asked.loginHint ? { username: asked.loginHint } : {}),
    }),
    request.correlationId,
  );
  const result = await askUser(asked);
  if (!result?.account) {
    throw new AuthCoreError('no_result', ownTexts().noToken);
  }
  try {
    checkAccount(result.account, request);
    await checkTenant(client, request, result);
    return result;
  } catch (error) {
    // Report the mismatch even if removing the account fails.
    await forgetNewcomer(client, result.account, before).catch(() => undefined);
    throw error;
  }
}

function checkAccount(account: AccountInfo, request: TokenRequest): void {
  if (isMeant(account, request)) return;
  throw new AuthCoreError(
    'account_mismatch',
    ownTexts().signedInOther(account.username, nameOf(request)) + askFor(account, request),
  );
}

function interactiveRequest(client: PublicClient, request: SharedRequest): InteractiveRequest {
  const { scopes, account, claims, correlationId, username, tenantId, signal } = request;
  const loginHint = account?.username ?? username;
  return {
    scopes: [...scopes],
    ...(account ? { account } : {}),
    ...(loginHint ? { loginHint } : {}),
    ...(claims ? { claims } : {}),
    ...(correlationId ? { correlationId } : {}),
    ...(tenantId ? { authority: inTenant(partsOf(client).authority, tenantId) } : {}),
    signal,
  };
}

/** Removes only what this call brought: an account that was signed in before keeps its tokens. */
async function forgetNewcomer(
  client: PublicClient,
  newcomer: AccountInfo,
  before: AccountInfo[],
): Promise<void> {
  const known = before.some(({ homeAccountId }) => homeAccountId === newcomer.homeAccountId);
  if (!known) await client.signOut({ account: newcomer });
}

/** A user may know themselves by a name that the authority does not give to them. */
function askFor({ username }: AccountInfo, request: TokenRequest): string {
  const isByName = !request.account && request.homeAccountId === undefined && username;
  return isByName ? ownTexts().askForSame(username) : '';
}

function nameOf({ account, username, homeAccountId }: TokenRequest): string {
  return account?.username ?? username ?? homeAccountId ?? ownTexts().anotherAccount;
}

/**
 * Refuses claims that ask for nothing: MSAL would answer with the cached token, as if there were none.
 *
 * @throws {ClientConfigurationError} `invalid_claims`; what was given is not quoted
 */
function checkClaims(claims: string | null | undefined, correlationId = ''): void {
  if (claims != null && !isClaimsRequest(claims)) {
    throw clientConfigurationError('invalid_claims', correlationId);
  }
}

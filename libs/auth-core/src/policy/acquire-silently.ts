import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import { publishStep, stopwatch } from '../diagnostics-channels.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { markSilent } from '../errors/try-instead.ts';
import { clientAuthError } from '../msal/msal-errors.ts';
import { inTenant } from '../msal/authority.ts';
import { scopeOfCall } from './authority-scope.ts';
import { partsOf } from '../msal/client-network.ts';
import type { SharedCache } from '../msal/public-client-configuration.ts';
import { type CallContext, withCallContext } from '../msal/call-context.ts';
import { grantOf } from '../msal/request-form.ts';
import type { Send } from '../http/http.ts';
import type { TokenRequest } from './token-request.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** A request whose account is known. */
type SilentRequest = TokenRequest & { account: AccountInfo };

/** MSAL's own word for it; it reaches the authority's telemetry if MSAL reports the try. */
const REFRESH_REQUIRED = 'token_refresh_required';

/** The same, told to those who listen. */
export async function acquireSilently(
  client: PublicClient,
  request: SilentRequest,
): Promise<AuthenticationResult> {
  const duration = stopwatch();
  try {
    const result = await refreshOnce(client, request);
    const outcome = result.fromCache ? ('cache' as const) : ('refreshed' as const);
    publishStep('silent', () => ({ outcome, duration: duration() }), request.correlationId);
    return result;
  } catch (error) {
    markSilent(error);
    const describe = () => {
      const { code, interactive } = classifyAuthError(error);
      return { outcome: 'failed', code, interactive, duration: duration() } as const;
    };
    publishStep('silent', describe, request.correlationId);
    throw error;
  }
}

/**
 * `acquireTokenSilent`, with one refresh among all processes that share the cache.
 *
 * A token that is still good is returned without a lock. When MSAL wants to spend the refresh
 * token, the call stops, takes the cache's lock and runs again: MSAL then reads the cache anew,
 * and finds the token that another process fetched meanwhile, or refreshes with the lock held.
 */
async function refreshOnce(
  client: PublicClient,
  request: SilentRequest,
): Promise<AuthenticationResult> {
  const { cache } = partsOf(client);
  if (!cache?.runExclusive) return silent(client, request);
  let wanted = false;
  const stopAtRefresh = (send: Send): Send => {
    return async (sent) => {
      if (grantOf(sent) !== 'refresh_token') return send(sent);
      wanted = true;
      const { correlationId } = request;
      throw clientAuthError(REFRESH_REQUIRED, undefined, { correlationId });
    };
  };
  try {
    const result = await silent(client, request, { wrap: stopAtRefresh });
    // `refresh_in` has passed, but the token is good: it is not kept waiting for a new one.
    if (wanted) void refreshLocked(client, request, cache).catch(() => undefined);
    return result;
  } catch (error) {
    if (!wanted) throw error;
    return refreshLocked(client, request, cache);
  }
}

async function refreshLocked(
  client: PublicClient,
  request: SilentRequest,
  cache: SharedCache,
): Promise<AuthenticationResult> {
  const work = async () => {
    try {
      return await silent(client, request);
    } catch (error) {
      // MSAL drops a refresh token that the authority rejected, but in memory only.
      await cache.save?.(client.getTokenCache()).catch(() => undefined);
      throw error;
    }
  };
  return cache.runExclusive ? cache.runExclusive(work, request.signal) : work();
}

async function silent(
  client: PublicClient,
  request: SilentRequest,
  context: CallContext = {},
): Promise<AuthenticationResult> {
  const { scopes, claims, forceRefresh, correlationId, signal } = request;
  const whose = await accountAndAuthority(client, request, context.wrap === undefined);
  const owner = request.account.homeAccountId;
  return withCallContext({ ...context, owner, signal }, () =>
    client.acquireTokenSilent({
      scopes: [...scopes],
      ...whose,
      ...(claims ? { claims } : {}),
      ...(forceRefresh ? { forceRefresh } : {}),
      ...(correlationId ? { correlationId } : {}),
    }),
  );
}

/**
 * MSAL looks for an access token by the account's tenant, whatever the authority is, and asks for a new
 * one at the authority, whatever the account's tenant is. So both are those of the token that is wanted.
 *
 * @param refreshes - the call may go to the authority: a shared one could answer for another tenant of
 *   the user than their own
 */
async function accountAndAuthority(
  client: PublicClient,
  request: SilentRequest,
  refreshes: boolean,
): Promise<{ account: AccountInfo; authority?: string }> {
  const { account, tenantId } = request;
  const own = partsOf(client).authority;
  const authority = tenantId ? inTenant(own, tenantId) : undefined;
  const { tenantFor, isShared } = await scopeOfCall(client, request);
  const tenant = tenantFor(account);
  if (tenant === undefined) return { account, ...(authority ? { authority } : {}) };
  const of = { account: { ...account, tenantId: tenant } };
  if (isShared && refreshes) return { ...of, authority: inTenant(own, tenant) };
  return authority ? { ...of, authority } : of;
}

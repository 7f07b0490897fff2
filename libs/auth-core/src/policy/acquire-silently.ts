import {
  type AccountInfo,
  type AuthenticationResult,
  ClientAuthError,
  type PublicClientApplication,
} from '@azure/msal-node';
import { inTenant } from '../client/authority.ts';
import { partsOf, type SharedCache } from '../client/create-public-client.ts';
import { type CallContext, inCall } from '../network/call-context.ts';
import type { TokenRequest } from './token-request.ts';

/** MSAL's own word for it; it reaches the authority's telemetry if MSAL reports the try. */
const REFRESH_REQUIRED = 'token_refresh_required';

/**
 * `acquireTokenSilent`, with one refresh among all processes that share the cache.
 *
 * A token that is still good is returned without a lock. When MSAL wants to spend the refresh
 * token, the call stops, takes the cache's lock and runs again: MSAL then reads the cache anew,
 * and finds the token that another process fetched meanwhile, or refreshes with the lock held.
 */
export async function acquireSilently(
  client: PublicClientApplication,
  request: TokenRequest & { account: AccountInfo },
): Promise<AuthenticationResult> {
  const { cache } = partsOf(client);
  if (!cache?.runExclusive) return silent(client, request);
  let wanted = false;
  const beforeRefresh = () => {
    wanted = true;
    throw new ClientAuthError(REFRESH_REQUIRED, request.correlationId ?? '');
  };
  try {
    const result = await silent(client, request, { beforeRefresh });
    // `refresh_in` has passed, but the token is good: it is not kept waiting for a new one.
    if (wanted) void refreshLocked(client, request, cache).catch(() => undefined);
    return result;
  } catch (error) {
    if (!wanted) throw error;
    return refreshLocked(client, request, cache);
  }
}

async function refreshLocked(
  client: PublicClientApplication,
  request: TokenRequest & { account: AccountInfo },
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

function silent(
  client: PublicClientApplication,
  request: TokenRequest & { account: AccountInfo },
  context: CallContext = {},
): Promise<AuthenticationResult> {
  const { scopes, claims, forceRefresh, correlationId, signal } = request;
  return inCall({ ...context, ...(signal ? { signal } : {}) }, () =>
    client.acquireTokenSilent({
      scopes: [...scopes],
      ...whose(client, request),
      ...(claims ? { claims } : {}),
      ...(forceRefresh ? { forceRefresh } : {}),
      ...(correlationId ? { correlationId } : {}),
    }),
  );
}

/** MSAL goes by the account's tenant, not by the authority, when it looks for an access token. */
function whose(
  client: PublicClientApplication,
  { account, tenantId }: TokenRequest & { account: AccountInfo },
): { account: AccountInfo; authority?: string } {
  if (!tenantId) return { account };
  const authority = inTenant(partsOf(client).authority, tenantId);
  return { account: { ...account, tenantId }, authority };
}

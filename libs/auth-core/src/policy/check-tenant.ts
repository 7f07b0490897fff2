import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { GUID } from '../msal/authority.ts';
import { scopeOfCall } from './authority-scope.ts';
import { AuthCoreError } from '../errors/auth-core-error.ts';
import type { TokenRequest } from './token-request.ts';

/**
 * Refuses a token of another tenant than the one that was asked: the API behind the client would take
 * its user for somebody of that tenant. An authority is held to its issuer already; a broker is not.
 *
 * @throws {AuthCoreError} `account_mismatch`
 */
export async function checkTenant(
  client: PublicClientApplication,
  request: Pick<TokenRequest, 'tenantId' | 'signal'>,
  { account, tenantId = '' }: AuthenticationResult,
): Promise<void> {
  // What cannot be looked up now was answered by the very host that knows it.
  const scope = await scopeOfCall(client, request).catch(() => undefined);
  if (!account || !scope || scope.isShared) return;
  const expected = scope.tenantFor(account) ?? '';
  const got = tenantId.toLowerCase();
  if (!GUID.test(expected) || !GUID.test(got) || got === expected) return;
  throw new AuthCoreError(
    'account_mismatch',
    `${account.username} signed in for the tenant ${got}, but a token of ${expected} was asked for`,
  );
}

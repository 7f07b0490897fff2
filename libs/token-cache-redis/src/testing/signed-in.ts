import { type AccountInfo, PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  publicClientConfiguration,
  type SharedCache,
} from '@entra-flows/auth-core';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import type { PartitionedTokenCache } from '../partitioned-token-cache.ts';

const scopes = ['User.Read'];

/** Where a client gets its tokens. */
export type AuthorityFacts = Pick<IdentityEmulator, 'clientId' | 'authority' | 'ca'>;

export function clientOf(
  { clientId, authority, ca }: AuthorityFacts,
  cache: SharedCache,
): PublicClientApplication {
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, cache, trustedOrigins }),
  );
}

/**
 * Signs a user in, with tokens in their partition.
 *
 * @param expiresIn seconds; MSAL renews five minutes before the end
 */
export async function signIn(
  emulator: IdentityEmulator,
  tokens: PartitionedTokenCache,
  { as = 'adele@contoso.example', expiresIn = 3600 } = {},
): Promise<AccountInfo> {
  await emulator.control.fault({
    at: 'token',
    times: 1,
    answer: { merge: { expires_in: expiresIn } },
  });
  await emulator.control.user({ does: 'approve', as, times: 1 });
  const client = clientOf(emulator, tokens.signInCache);
  const request = { scopes, deviceCodeCallback: () => undefined };
  const { account } = (await acquireTokenByDeviceCode(client, request)) ?? {};
  if (!account) throw new Error('the sign-in gave no account');
  await tokens.partition(account.homeAccountId).adopt(client.getTokenCache());
  return account;
}

/** What a service does for each request of a user. */
export async function tokenFor(
  client: PublicClientApplication,
  account: AccountInfo,
): Promise<string> {
  const result = await acquireToken(client, { scopes, account }, async () => {
    throw new Error('the user would have to sign in again');
  });
  return result.accessToken;
}

export async function refreshesOf({ control }: IdentityEmulator): Promise<number> {
  const exchanges = await control.exchanges();
  return exchanges.filter(({ grantType }) => grantType === 'refresh_token').length;
}

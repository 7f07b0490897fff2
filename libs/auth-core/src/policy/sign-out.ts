import type { AccountInfo, PublicClientApplication } from '@azure/msal-node';
import { partsOf } from '../client/create-public-client.ts';

/**
 * Signs out on this machine: takes one account, or all, out of the token cache. When the last one
 * is gone, the cache itself goes too, with its key. The session in the person's browser is not
 * touched.
 *
 * @returns the accounts that were signed out
 * @throws {AuthCoreError} `cache_unusable` when the accounts are still on the disk
 */
export async function signOut(
  client: PublicClientApplication,
  which: { account?: AccountInfo | undefined; username?: string | undefined } = {},
): Promise<AccountInfo[]> {
  const { cache } = partsOf(client);
  const all = await client.getAllAccounts();
  const leaving = all.filter((account) => isLeaving(account, which));
  for (const account of leaving) await client.signOut({ account });
  if (leaving.length === all.length) await cache?.remove?.();
  // MSAL's own write does not say when it failed; a sign-out that is still on the disk is none.
  else if (leaving.length > 0) await cache?.save?.(client.getTokenCache());
  return leaving;
}

function isLeaving(
  account: AccountInfo,
  {
    account: wanted,
    username,
  }: { account?: AccountInfo | undefined; username?: string | undefined },
): boolean {
  if (wanted) return account.homeAccountId === wanted.homeAccountId;
  return username === undefined || account.username.toLowerCase() === username.toLowerCase();
}

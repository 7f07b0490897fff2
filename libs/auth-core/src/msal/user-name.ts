import type { AccountInfo } from '@azure/msal-node';
import type { PublicClient } from './client-network.ts';

/**
 * A result whose account without a user name has the first of its addresses: B2C's local accounts have no
 * other name, and MSAL reads it for the cache and not for what it returns.
 */
export function withUserName<Result>(result: Result): Result {
  const { account } = Object(result) as { account?: AccountInfo | null };
  return account && !account.username ? { ...result, account: named(account) } : result;
}

/** The accounts of a client's cache, each with a user name where its ID token has one. */
export async function accountsOf(client: PublicClient): Promise<AccountInfo[]> {
  return (await client.getAllAccounts()).map(named);
}

function named(account: AccountInfo): AccountInfo {
  if (account.username) return account;
  const { emails, email } = account.idTokenClaims ?? {};
  const name = [...(Array.isArray(emails) ? emails : []), email].find(
    (one) => typeof one === 'string' && one !== '',
  );
  return name === undefined ? account : { ...account, username: name as string };
}

import type { AccountInfo, PublicClientApplication } from '@azure/msal-node';
import { AuthCoreError } from '../errors/auth-core-error.ts';
import type { TokenRequest } from './token-request.ts';

/**
 * The account of the cache that the request means; undefined when there is none, so that a person
 * has to sign in. Never a guess between two.
 *
 * @throws {AuthCoreError} `account_ambiguous` when several match and nobody chooses;
 *   `account_not_found` when `homeAccountId` names one that is not there
 */
export async function chooseAccount(
  client: PublicClientApplication,
  request: TokenRequest,
): Promise<AccountInfo | undefined> {
  if (request.account) return request.account;
  const matching = (await client.getAllAccounts()).filter((account) => isMeant(account, request));
  const [only, second] = matching;
  if (only && !second) return only;
  if (only) return chosenFrom(matching, request);
  if (request.homeAccountId !== undefined) {
    throw new AuthCoreError('account_not_found', 'the account asked for is not in the token cache');
  }
  return undefined;
}

/** Whether an account is the one that the request names; any account, when it names none. */
export function isMeant(
  account: AccountInfo,
  { account: wanted, username, homeAccountId }: TokenRequest,
): boolean {
  const id = wanted?.homeAccountId ?? homeAccountId;
  if (id !== undefined) return account.homeAccountId === id;
  return username === undefined || sameName(account.username, username);
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

async function chosenFrom(accounts: AccountInfo[], request: TokenRequest): Promise<AccountInfo> {
  if (request.chooseAccount) return request.chooseAccount(accounts);
  const names = accounts.map(({ username, tenantId }) => `${username} (tenant ${tenantId})`);
  throw new AuthCoreError(
    'account_ambiguous',
    `${accounts.length} accounts match and none was chosen: ${names.join(', ')}`,
  );
}

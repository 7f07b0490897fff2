import type { AccountInfo } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import { scopeOfCall } from './authority-scope.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { type CachedUser, cachedUsers, inTenantOf, isOfCloud } from './list-accounts.ts';
import type { TokenRequest } from './token-request.ts';
import type { PublicClient } from '../msal/client-network.ts';

/**
 * The account of the cache that the request means, as it is in the tenant that the token is for;
 * undefined when there is none, so that the user has to sign in. Never a guess between two.
 *
 * Without a name only accounts of the client's own tenant count, and of the one that the request
 * names. An account that is named may be at home elsewhere: it may be a guest here.
 *
 * @throws {AuthCoreError} `account_ambiguous` when several match and none is chosen;
 *   `account_not_found` when `homeAccountId` names one that is not there, or `account` one that the
 *   client's authority has no tokens for
 */
export async function chooseAccount(
  client: PublicClient,
  request: TokenRequest,
): Promise<AccountInfo | undefined> {
  const { account, homeAccountId } = request;
  const users: CachedUser[] = account ? [[account]] : await cachedUsers(client);
  if (users.length === 0) return noneOf(homeAccountId);
  const asked = await scopeOfCall(client, request);
  if (account) {
    if (!isOfCloud(client, account) || !asked.admits(account)) throw notOfAuthority(account);
    return inTenantOf([account], asked);
  }
  const own = await scopeOfCall(client, { signal: request.signal });
  const settled = users.filter((user) => user.some(own.covers) || user.some(asked.covers));
  const guests = isNamed(request) ? users.filter((user) => user.some(asked.admits)) : [];
  const found = usersMeant(settled, request);
  const matches = found.length > 0 ? found : usersMeant(guests, request);
  const accounts = matches.map((user) => inTenantOf(user, asked));
  const [only, second] = accounts;
  if (only && !second) return only;
  return only ? chosenFrom(accounts, request) : noneOf(homeAccountId);
}

const isNamed = ({ username, homeAccountId }: TokenRequest) =>
  username !== undefined || homeAccountId !== undefined;

/**
 * The users that a request names; all, when it names none. The name that a user is shown under decides;
 * only where no user has it, another name of theirs does.
 */
export function usersMeant(users: CachedUser[], request: TokenRequest): CachedUser[] {
  const { account: wanted, username, homeAccountId } = request;
  if (wanted || homeAccountId !== undefined || username === undefined)
    return users.filter((user) => user.some((account) => isMeant(account, request)));
  const called = users.filter((user) => user.some((account) => isCalled(account, username)));
  if (called.length > 0) return called;
  return users.filter((user) => user.some((account) => hasName(account, username)));
}

function noneOf(homeAccountId: string | undefined): undefined {
  if (homeAccountId === undefined) return undefined;
  throw new AuthCoreError('account_not_found', ownTexts().accountNotInCache);
}

function notOfAuthority({ username, environment, tenantId }: AccountInfo): AuthCoreError {
  return new AuthCoreError(
    'account_not_found',
    ownTexts().accountOfOther(username, `${environment}/${tenantId}`),
  );
}

/** Whether an account is the one that the request names; any account, when it names none. */
export function isMeant(
  account: AccountInfo,
  { account: wanted, username, homeAccountId }: TokenRequest,
): boolean {
  const id = wanted?.homeAccountId ?? homeAccountId;
  if (id !== undefined) return account.homeAccountId === id;
  return username === undefined || hasName(account, username);
}

async function chosenFrom(accounts: AccountInfo[], request: TokenRequest): Promise<AccountInfo> {
  const chosen = await request.chooseAccount?.(accounts);
  if (chosen) return chosen;
  const names = accounts.map(({ username, tenantId }) => `${username} (tenant ${tenantId})`);
  throw new AuthCoreError(
    'account_ambiguous',
    ownTexts().accountsMatch(accounts.length, names.join(', ')),
  );
}

/** Whether the account is shown under this name, in any case. */
function isCalled({ username }: AccountInfo, name: string): boolean {
  return username.toLowerCase() === name.toLowerCase();
}

/** The same, or under another name that the authority gives to the user in the ID token. */
function hasName(account: AccountInfo, name: string): boolean {
  return isCalled(account, name) || namesIn(account.idTokenClaims).some(isSame(name));
}

/** Claims with names of a user: of work and school accounts, and of B2C's local accounts. */
const NAMES = ['preferred_username', 'upn', 'unique_name', 'email', 'emails'];

function namesIn(claims: AccountInfo['idTokenClaims']): string[] {
  const values = NAMES.flatMap((name) => claims?.[name] ?? []);
  return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

const isSame = (name: string) => (other: string) => other.toLowerCase() === name.toLowerCase();

import type { AccountInfo } from '@azure/msal-node';
import type { AuthorityScope } from './authority-scope.ts';
import { scopeOf } from './authority-scope.ts';
import { isConfigured, partsOf } from '../msal/client-network.ts';
import { accountsOf } from '../msal/user-name.ts';
import { aliasesOf } from '../msal/microsoft-clouds.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** One user of the cache, with a profile for each tenant that gave a token to them. */
export type CachedUser = readonly [AccountInfo, ...AccountInfo[]];

/**
 * The accounts of the cache that belong to the client's own authority: of its cloud, and at home in
 * its tenant or signed in to it as a guest. One for each user, as they are in that tenant. The cache may
 * hold others: of another tenant, or of another cloud, whose tokens are not this client's to use.
 *
 * @param client - configured by `publicClientConfiguration`; of any other all accounts are listed
 * @throws what the network throws, where the authority names its tenant by a domain that cannot be looked up
 */
export async function listAccounts(client: PublicClient): Promise<AccountInfo[]> {
  const users = await cachedUsers(client);
  if (users.length === 0 || !isConfigured(client)) return users.map(([account]) => account);
  const scope = await scopeOf(client);
  return users.filter((user) => user.some(scope.covers)).map((user) => inTenantOf(user, scope));
}

/** The users of the client's cloud, of whatever tenant. */
export async function cachedUsers(client: PublicClient): Promise<CachedUser[]> {
  const users = new Map<unknown, [AccountInfo, ...AccountInfo[]]>();
  for (const account of await accountsOf(client)) {
    if (!isOfCloud(client, account)) continue;
    // Accounts without an ID are never the same user.
    const id = account.homeAccountId || account;
    const user = users.get(id);
    if (user) user.push(account);
    else users.set(id, [account]);
  }
  return [...users.values()];
}

/** Whether an account is of the client's own cloud, under whichever of its names. A broker may name none. */
export function isOfCloud(
  client: PublicClient,
  { environment }: Pick<AccountInfo, 'environment'>,
): boolean {
  if (!environment || !isConfigured(client)) return true;
  return aliasesOf(new URL(partsOf(client).authority).host).includes(environment.toLowerCase());
}

/** A user as they are in the tenant of a scope. MSAL goes by this tenant when it looks for a token. */
export function inTenantOf(user: CachedUser, scope: AuthorityScope): AccountInfo {
  const [first] = user;
  const tenantId = scope.tenantFor(first);
  if (tenantId === undefined) return user.find(scope.covers) ?? first;
  const there = user.find((profile) => profile.tenantId.toLowerCase() === tenantId);
  return there ?? { ...first, tenantId };
}

import type { AccountInfo } from '@azure/msal-node';
import { isJsonObject } from '@entra-flows/primitives/json-object';
import { ownTexts } from '../errors/own-texts.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { scopeOf } from './authority-scope.ts';
import { accountsOf } from '../msal/user-name.ts';
import { partsOf } from '../msal/client-network.ts';
import { usersMeant } from './choose-account.ts';
import { type CachedUser, cachedUsers } from './list-accounts.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** The account to sign out; all accounts of the client's tenant, when it names none. */
export interface SignOutRequest {
  /** One of `listAccounts`. */
  account?: AccountInfo;
  /** In any case: `adele@contoso.example`. */
  username?: string;
  /** MSAL's ID: `{oid}.{tid}`. */
  homeAccountId?: string;
}

/** Clients whose last sign-out did not reach the disk: the accounts are gone here, and are named once more. */
const unwritten = new WeakSet<PublicClient>();

/**
 * Signs out on this machine: takes one account, or all that belong to the client's authority, out of the
 * token cache; those of other tenants and clouds stay. When the last one
 * is gone, the cache itself goes too, with its key; a key of `keyFromFile` stays, since other files
 * may need it. The session in the user's browser is not touched.
 *
 * @param which - a member that is given must have a value: `{ username: undefined }` is a mistake,
 *   and does not mean all accounts
 * @returns the accounts that were signed out
 * @throws {AuthCoreError} `cache_unusable` when the accounts are still on the disk; `account_not_found` for a
 *   `username` that none of the accounts that are there has
 * @throws {TypeError} for members that are empty, of another type or unknown; no account is signed out
 * @example
 * await signOut(client, { username: 'adele@contoso.example' }); // or signOut(client): all of its tenant
 */
export async function signOut(
  client: PublicClient,
  which: SignOutRequest = {},
): Promise<AccountInfo[]> {
  const { cache } = partsOf(client);
  checkRequest(which);
  const all = await accountsOf(client);
  const users = await cachedUsers(client);
  const leaving = await usersLeaving(client, users, which);
  const isRepeated = unwritten.has(client);
  unwritten.add(client);
  const failures: unknown[] = [];
  for (const [account] of leaving) {
    // MSAL takes out all profiles of a user at once: they share a refresh token.
    await client.signOut({ account }).catch((error: unknown) => failures.push(error));
  }
  if (leaving.flat().length === all.length) await cache?.remove?.();
  // MSAL's own write does not say when it failed, and tokens on the disk are still signed in. Also where
  // no account is left here: an earlier sign-out of this process may not have been written.
  else await cache?.save?.(client.getTokenCache());
  // A broker may have refused; in the cache all accounts are signed out all the same.
  unwritten.delete(client);
  if (failures.length > 0) throw failures[0];
  if (!isRepeated && which.username !== undefined && leaving.length === 0 && users.length > 0)
    throw notSignedIn(which.username, users);
  return leaving.map(([account]) => account);
}

/** Most likely it is misspelt: the user would believe that it is signed out. */
function notSignedIn(username: string, users: CachedUser[]): AuthCoreError {
  const names = users.map(([account]) => account.username).join(', ');
  return new AuthCoreError('account_not_found', ownTexts().notSignedIn(username, names));
}

async function usersLeaving(
  client: PublicClient,
  users: CachedUser[],
  which: SignOutRequest,
): Promise<CachedUser[]> {
  const request = { scopes: [], ...which };
  if (Object.keys(which).length > 0) return usersMeant(users, request);
  if (users.length === 0) return [];
  // Which tenant a domain name means may be unknown for want of a network. Then too many are signed out
  // rather than too few.
  const { covers } = await scopeOf(client).catch(() => ({ covers: () => true }));
  return users.filter((user) => user.some(covers));
}

function checkRequest(which: SignOutRequest): void {
  // A number or a list has no members, which would mean all accounts.
  if (!isJsonObject(which)) throw new TypeError('signOut: which has to be an object, or left out');
  for (const [name, value] of Object.entries<unknown>(which)) {
    const text = name === 'account' ? (value as AccountInfo | null)?.homeAccountId : value;
    const isKnown = ['account', 'username', 'homeAccountId'].includes(name);
    if (isKnown && typeof text === 'string' && text) continue;
    throw new TypeError(
      isKnown
        ? `signOut: ${name} is given but names no account; leave it out to sign all accounts out`
        : `signOut knows no ${name}; give account, username or homeAccountId`,
    );
  }
}

import { entraError } from '../errors/entra-error.ts';
import type { App, Directory, Tenant, User } from './directory.ts';
import { type Audience, consumersTenantId } from './find-audience.ts';

export interface Account {
  tenant: Tenant;
  user: User;
  /** Where a guest is at home. */
  home?: Account;
}

/** Finds a user by user name, in any letter case. */
export function findUser(directory: Directory, username: string): Account | undefined {
  const name = username.trim().toLowerCase();
  return search(directory, (user) => user.username.toLowerCase() === name);
}

/** Finds a user by object id: the one at home, or the one that a tenant gave to its guest. */
export function findUserById(directory: Directory, id: string): Account | undefined {
  return search(directory, (user) => user.id === id) ?? findGuest(directory, id);
}

function findGuest(directory: Directory, id: string): Account | undefined {
  const tenant = directory.tenants.find(({ guests = [] }) => guests.some((one) => one.id === id));
  const guest = tenant?.guests?.find((one) => one.id === id);
  const home = guest && findUser(directory, guest.username);
  return tenant && home && userInTenant(tenant, home);
}

function search(directory: Directory, matches: (user: User) => boolean): Account | undefined {
  for (const tenant of directory.tenants) {
    const user = tenant.users.find(matches);
    if (user) return { tenant, user };
  }
  return undefined;
}

/**
 * A user as a tenant sees them: its own, or a guest with another object id there.
 *
 * @returns undefined for a user of another tenant who is not a guest
 */
export function userInTenant(tenant: Tenant, account: Account): Account | undefined {
  if (account.tenant === tenant) return account;
  const name = account.user.username.toLowerCase();
  const guest = tenant.guests?.find(({ username }) => username.toLowerCase() === name);
  if (!guest) return undefined;
  const { roles = [], id } = guest;
  const user = { ...account.user, id, roles, administrator: false };
  return { tenant, user, home: account };
}

/**
 * The user that tokens of an authority are for, as the tenant of the tokens sees them.
 *
 * @param home the user in the tenant where they sign in
 * @throws EntraError 50020 for an account that cannot be used there, 50057 for a disabled one
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols#endpoints
 */
export function requireAccountInAudience(
  { tenant, shared, segment }: Audience,
  app: App,
  home: Account,
): Account {
  const { username, disabled } = home.user;
  const isPersonal = home.tenant.id === consumersTenantId;
  const takesPersonal = shared !== 'organizations' && app.signInAudience === 'any-account';
  const isTaken = isPersonal ? takesPersonal : shared !== 'consumers';
  const account = tenant ? userInTenant(tenant, home) : isTaken ? home : undefined;
  if (!account) throw entraError(50020, username, tenant?.name ?? segment, app.name);
  if (disabled) throw entraError(50057);
  return account;
}

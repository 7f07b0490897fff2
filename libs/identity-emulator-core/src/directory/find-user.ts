import { entraError } from '../errors/entra-error.ts';
import type { App, Directory, Tenant, User } from './directory.ts';
import { type Audience, consumersTenantId } from './find-audience.ts';

export interface Person {
  tenant: Tenant;
  user: User;
  /** Where a guest is at home. */
  home?: Person;
}

/** Finds a person by user name, in any letter case. */
export function findUser(directory: Directory, username: string): Person | undefined {
  const name = username.trim().toLowerCase();
  return search(directory, (user) => user.username.toLowerCase() === name);
}

/** Finds a person by object id: the one at home, or the one that a tenant gave to its guest. */
export function findUserById(directory: Directory, id: string): Person | undefined {
  return search(directory, (user) => user.id === id) ?? findGuest(directory, id);
}

function findGuest(directory: Directory, id: string): Person | undefined {
  const tenant = directory.tenants.find(({ guests = [] }) => guests.some((one) => one.id === id));
  const guest = tenant?.guests?.find((one) => one.id === id);
  const home = guest && findUser(directory, guest.username);
  return tenant && home && seenBy(tenant, home);
}

function search(directory: Directory, matches: (user: User) => boolean): Person | undefined {
  for (const tenant of directory.tenants) {
    const user = tenant.users.find(matches);
    if (user) return { tenant, user };
  }
  return undefined;
}

/**
 * A person as a tenant sees them: its own, or a guest, who has another object id there.
 *
 * @returns undefined for a stranger
 */
export function seenBy(tenant: Tenant, person: Person): Person | undefined {
  if (person.tenant === tenant) return person;
  const name = person.user.username.toLowerCase();
  const guest = tenant.guests?.find(({ username }) => username.toLowerCase() === name);
  if (!guest) return undefined;
  const { roles = [], id } = guest;
  const user = { ...person.user, id, roles, administrator: false };
  return { tenant, user, home: person };
}

/**
 * The person that tokens of an authority are for, as the tenant of the tokens sees them.
 *
 * @param home the person in the tenant where they sign in
 * @throws EntraError 50020 for an account that cannot be used there, 50057 for a disabled one
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols#endpoints
 */
export function admitPerson({ tenant, shared, segment }: Audience, app: App, home: Person): Person {
  const { username, disabled } = home.user;
  const isPersonal = home.tenant.id === consumersTenantId;
  const takesPersonal = shared !== 'organizations' && app.signInAudience === 'any-account';
  const isTaken = isPersonal ? takesPersonal : shared !== 'consumers';
  const person = tenant ? seenBy(tenant, home) : isTaken ? home : undefined;
  if (!person) throw entraError(50020, username, tenant?.name ?? segment, app.name);
  if (disabled) throw entraError(50057);
  return person;
}

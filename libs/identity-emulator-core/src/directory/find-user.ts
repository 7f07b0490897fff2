import { seenBy } from './seen-by.ts';
import type { Directory, Tenant, User } from './directory.ts';

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

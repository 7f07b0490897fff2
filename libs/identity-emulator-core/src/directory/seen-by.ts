import type { Tenant } from './directory.ts';
import type { Person } from './find-user.ts';

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

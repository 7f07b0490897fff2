import type { Person } from '../../directory/find-user.ts';

/** Who signed in, outside the id_token: MSAL asks for it with `client_info=1`. */
export function clientInfo(person: Person): string {
  // A guest is the same account everywhere: the one at home.
  const { tenant, user } = person.home ?? person;
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString('base64url');
}

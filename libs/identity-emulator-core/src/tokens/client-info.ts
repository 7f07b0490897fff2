import type { Person } from '../directory/find-user.ts';

/** Who signed in, outside the id_token: MSAL asks for it with `client_info=1`. */
export const clientInfo = ({ tenant, user }: Person): string =>
  Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString('base64url');

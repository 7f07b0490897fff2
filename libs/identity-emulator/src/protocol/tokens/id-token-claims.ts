import { hash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Resource } from '../../directory/directory.ts';
import type { Account } from '../../directory/find-user.ts';
import type { ProtocolState } from '../protocol-state.ts';
import type { Authorization } from './authorization.ts';
import { asksFor } from './resolve-scopes.ts';

/** @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
export function idTokenClaims(state: ProtocolState, granted: Authorization): JWTPayload {
  const { user, app, scopes, nonce, authTime } = granted;
  // Roles of the app itself: it may be a web API too.
  const own = state.directory.resources.find(({ id }) => id === app.clientId);
  return {
    aud: app.clientId,
    ...userClaims(granted),
    sub: pairwiseSubject(granted, app.clientId),
    ...(asksFor(scopes, 'profile') && {
      preferred_username: user.username,
      name: user.displayName,
    }),
    ...(asksFor(scopes, 'email') && { email: user.username }),
    ...(own && rolesClaim(user.roles, own)),
    ...(nonce !== undefined && { nonce }),
    ...(authTime !== undefined && { auth_time: authTime }),
  };
}

/** The account that signed in, outside the id_token: MSAL asks for it with `client_info=1`. */
export function clientInfo(account: Account): string {
  // A guest is the same account everywhere: the one at home.
  const { tenant, user } = account.home ?? account;
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString('base64url');
}

/** The user of a token, in the tenant that it is for; `idp` names the home tenant of a guest. */
export const userClaims = ({ addresses: { origin }, ...account }: Authorization): JWTPayload => ({
  tid: account.tenant.id,
  oid: account.user.id,
  ver: '2.0',
  ...(account.home && { idp: `${origin}/${account.home.tenant.id}/v2.0` }),
});

/** OpenID Connect Core 8.1: the same user has another `sub` at each audience. */
export function pairwiseSubject({ tenant, user }: Account, audience: string): string {
  return hash('sha256', [tenant.id, user.id, audience].join('\n'), 'base64url');
}

/** Absent, not empty, where none were given. */
export function rolesClaim(given: readonly string[] | undefined, resource: Resource): JWTPayload {
  const roles = rolesIn(resource, given);
  return roles.length > 0 ? { roles } : {};
}

/** The names of those roles that belong to a web API; they are given with its id or one of its uris. */
function rolesIn({ id, uris }: Resource, given: readonly string[] = []): string[] {
  const prefixes = [id, ...uris].map((prefix) => `${prefix}/`);
  return given.flatMap((role) => {
    const prefix = prefixes.find((one) => role.startsWith(one));
    return prefix === undefined ? [] : [role.slice(prefix.length)];
  });
}

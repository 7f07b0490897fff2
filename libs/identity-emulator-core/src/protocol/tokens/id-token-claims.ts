import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Account } from '../../directory/find-user.ts';
import type { EmulatorState } from '../../emulator-state.ts';
import { rolesClaim } from './access-token-claims.ts';
import type { Authorization } from './authorization.ts';
import { asksFor } from './resolve-scopes.ts';

/** @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
export function idTokenClaims(state: EmulatorState, granted: Authorization): JWTPayload {
  const { user, app, scopes, nonce, authTime } = granted;
  // Roles of the app itself: it may be a web API too.
  const own = state.directory.resources.find(({ id }) => id === app.clientId);
  return {
    aud: app.clientId,
    ...userClaims(state, granted),
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

/** Who signed in, outside the id_token: MSAL asks for it with `client_info=1`. */
export function clientInfo(account: Account): string {
  // A guest is the same account everywhere: the one at home.
  const { tenant, user } = account.home ?? account;
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString('base64url');
}

/** Who a token is about, in the tenant that it is for; `idp` is where a guest is at home. */
export const userClaims = ({ origin }: EmulatorState, account: Account): JWTPayload => ({
  tid: account.tenant.id,
  oid: account.user.id,
  ver: '2.0',
  ...(account.home && { idp: `${origin}/${account.home.tenant.id}/v2.0` }),
});

/** OpenID Connect Core 8.1: the same person has another `sub` at each audience. */
export function pairwiseSubject({ tenant, user }: Account, audience: string): string {
  const parts = [tenant.id, user.id, audience].join('\n');
  return createHash('sha256').update(parts).digest('base64url');
}

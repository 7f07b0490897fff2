import type { JWTPayload } from 'jose';
import type { EmulatorState } from '../../emulator-state.ts';
import { rolesClaim } from './access-token-claims.ts';
import type { Authorization } from './authorization.ts';
import { pairwiseSubject, personClaims } from './person-claims.ts';
import { asksFor } from './resolve-scopes.ts';

/** @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
export function idTokenClaims(state: EmulatorState, granted: Authorization): JWTPayload {
  const { user, app, scopes, nonce, authTime } = granted;
  // Roles of the app itself: it may be a web API too.
  const own = state.directory.resources.find(({ id }) => id === app.clientId);
  return {
    aud: app.clientId,
    ...personClaims(state, granted),
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

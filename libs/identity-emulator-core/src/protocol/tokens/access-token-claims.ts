import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Resource } from '../../directory/directory.ts';
import type { EmulatorState } from '../../emulator-state.ts';
import type { Authorization } from './authorization.ts';
import { pairwiseSubject, personClaims } from './person-claims.ts';
import { asksFor } from './resolve-scopes.ts';
import { rolesIn } from './roles-in.ts';

/** @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export function accessTokenClaims(state: EmulatorState, granted: Authorization): JWTPayload {
  const { app, scopes, user, amr = ['pwd'], acrs = [], capabilities = [] } = granted;
  const { resource } = scopes;
  const oidc = ['openid', 'profile', 'email'].filter((scope) => asksFor(scopes, scope));
  return {
    aud: resource.id,
    azp: app.clientId,
    azpacr: proofNumber[granted.proof ?? 'none'],
    scp: [...scopes.permissions, ...oidc].join(' '),
    uti: randomUUID(),
    ...personClaims(state, granted),
    sub: pairwiseSubject(granted, resource.id),
    preferred_username: user.username,
    name: user.displayName,
    amr: [...amr],
    ...rolesClaim(user.roles, resource),
    ...(acrs.length > 0 && { acrs: [...acrs] }),
    ...(capabilities.length > 0 && { xms_cc: [...capabilities] }),
  };
}

/** How the client proved who it is: not at all, by a secret, by a certificate. */
export const proofNumber = { none: '0', secret: '1', certificate: '2' } as const;

/** Absent, not empty, where nobody gave any. */
export function rolesClaim(given: readonly string[] | undefined, resource: Resource): JWTPayload {
  const roles = rolesIn(resource, given);
  return roles.length > 0 ? { roles } : {};
}

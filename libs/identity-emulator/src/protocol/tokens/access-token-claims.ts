import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { App, Resource, Tenant } from '../../directory/directory.ts';
import type { Authorization, ClientProof } from './authorization.ts';
import { pairwiseSubject, rolesClaim, userClaims } from './id-token-claims.ts';
import { asksFor } from './resolve-scopes.ts';

/** @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export function accessTokenClaims(granted: Authorization): JWTPayload {
  const { app, scopes, user, amr = ['pwd'], acrs = [], capabilities = [] } = granted;
  const { resource } = scopes;
  const oidc = ['openid', 'profile', 'email'].filter((scope) => asksFor(scopes, scope));
  return {
    aud: resource.id,
    azp: app.clientId,
    azpacr: proofNumber[granted.proof ?? 'none'],
    scp: [...scopes.permissions, ...oidc].join(' '),
    uti: randomUUID(),
    ...userClaims(granted),
    sub: pairwiseSubject(granted, resource.id),
    preferred_username: user.username,
    name: user.displayName,
    amr: [...amr],
    ...rolesClaim(user.roles, resource),
    ...(acrs.length > 0 && { acrs: [...acrs] }),
    ...(capabilities.length > 0 && { xms_cc: [...capabilities] }),
  };
}

/** How the client authenticated: not at all, by a secret, by a certificate. */
const proofNumber = { none: '0', secret: '1', certificate: '2' } as const;

/** Claims of an access token that an app gets as itself: roles in place of scopes, and no user. */
export function appTokenClaims(
  tenant: Tenant,
  app: App,
  resource: Resource,
  proof: ClientProof,
): JWTPayload {
  const principal = servicePrincipalId(tenant, app);
  return {
    aud: resource.id,
    azp: app.clientId,
    azpacr: proofNumber[proof],
    idtyp: 'app',
    oid: principal,
    sub: principal,
    tid: tenant.id,
    uti: randomUUID(),
    ver: '2.0',
    ...rolesClaim(app.roles, resource),
  };
}

/** The app's object id in a tenant: always the same one, in the form of a GUID. */
function servicePrincipalId(tenant: Tenant, app: App): string {
  const hex = createHash('sha256').update(`${tenant.id}\n${app.clientId}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5');
}

import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { ClientProof } from '../client-proof.ts';
import type { App, Resource, Tenant } from '../../directory/directory.ts';
import { proofNumber, rolesClaim } from './access-token-claims.ts';

/** Claims of an access token that an app gets as itself: roles in place of scopes, and no person. */
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

import { consumersTenantId, findAudience, type Audience } from '../directory/find-audience.ts';
import type { EmulatorState } from '../emulator-state.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';

/**
 * Answers with the openid-configuration of an authority.
 *
 * The endpoints keep the path segment that the client used. Entra puts the tenant id there when it
 * was asked by domain name; here the name stays, so that one name of a tenant can have a scripted
 * person of its own.
 *
 * @param where the origin whose endpoints it names; the issuer is the same at each
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
export const discoveryAt =
  (where: () => string) =>
  (state: EmulatorState, request: ProtocolRequest): Reply => {
    const audience = findAudience(state.directory, request.segment);
    return {
      status: 200,
      headers: { 'access-control-allow-origin': '*', 'cache-control': 'max-age=86400, private' },
      body: configuration(state, audience, where()),
    };
  };

function configuration(state: EmulatorState, audience: Audience, origin: string) {
  const base = `${origin}/${audience.segment}`;
  const pages = `${state.pagesOrigin}/${audience.segment}`;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'client_secret_basic',
      'private_key_jwt',
      'none',
    ],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${state.origin}/${issuerTenant(audience)}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${origin}/graph/oidc/userinfo`,
    // People open these two, so they are on the address that browsers trust.
    authorization_endpoint: `${pages}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${pages}/oauth2/v2.0/logout`,
    device_authorization_endpoint: `${state.origin}/${audience.segment}/oauth2/v2.0/devicecode`,
    tenant_region_scope: audience.shared ? null : 'WW',
    cloud_instance_name: new URL(state.origin).host,
    claims_supported: claims,
  };
}

const claims = [
  ...['sub', 'iss', 'aud', 'exp', 'iat', 'nbf', 'auth_time', 'nonce', 'name', 'email'],
  ...['preferred_username', 'oid', 'tid', 'ver', 'idp', 'roles', 'acrs', 'amr'],
];

/** The shared authorities do not know the tenant yet; personal accounts have one of their own. */
function issuerTenant({ tenant, shared }: Audience): string {
  if (shared === 'consumers') return consumersTenantId;
  return tenant?.id ?? '{tenantid}';
}

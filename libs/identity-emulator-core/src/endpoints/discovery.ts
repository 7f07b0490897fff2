import { consumersTenantId, findAudience, type Audience } from '../directory/find-audience.ts';
import type { EmulatorState } from '../emulator-state.ts';
import type { ProtocolRequest } from '../http/protocol-request.ts';
import type { Reply } from '../http/reply.ts';

/**
 * The openid-configuration of an authority.
 *
 * The endpoints keep the path segment that the client used. Entra puts the tenant id there when it
 * was asked by domain name; here the name stays, so that one name of a tenant can have a scripted
 * person of its own.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
export function discovery(state: EmulatorState, request: ProtocolRequest): Reply {
  const audience = findAudience(state.directory, request.segment);
  const { origin } = state;
  const base = `${origin}/${audience.segment}`;
  return {
    status: 200,
    headers: { 'access-control-allow-origin': '*', 'cache-control': 'max-age=86400, private' },
    body: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'none'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${origin}/${issuerTenant(audience)}/v2.0`,
      // People open these two, so they are on the address that browsers trust.
      authorization_endpoint: `${state.pagesOrigin}/${audience.segment}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${state.pagesOrigin}/${audience.segment}/oauth2/v2.0/logout`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      tenant_region_scope: audience.shared ? null : 'WW',
      cloud_instance_name: new URL(origin).host,
      claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'name', 'tid', 'ver'],
    },
  };
}

/** The shared authorities do not know the tenant yet; personal accounts have one of their own. */
function issuerTenant({ tenant, shared }: Audience): string {
  if (shared === 'consumers') return consumersTenantId;
  return tenant?.id ?? '{tenantid}';
}

import { type Audience, consumersTenantId, findAudience } from '../directory/find-audience.ts';
import type { ProtocolState } from './protocol-state.ts';
import { invalidRequest } from '../errors/aadsts/shapes.ts';
import { EntraError, oauthError } from '../errors/entra-error.ts';
import type { Addresses } from '../server/addresses.ts';
import type { ServerState } from '../server/server-state.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';

/**
 * Answers with the openid-configuration of an authority.
 *
 * The endpoints keep the path segment that the client used. Entra puts the tenant id there when it
 * was asked by domain name; here the name stays, so that one name of a tenant can have a scripted
 * user of its own.
 *
 * @param where the origin whose endpoints it names; the issuer is the same at each
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
export const discoveryAt =
  (where: (addresses: Addresses) => string) =>
  (state: ProtocolState, request: ProtocolRequest): Reply => {
    const audience = findAudience(state.directory, request.segment);
    return {
      status: 200,
      headers: { 'access-control-allow-origin': '*', 'cache-control': 'max-age=86400, private' },
      body: configuration(request.addresses, audience, where(request.addresses)),
    };
  };

function configuration(addresses: Addresses, audience: Audience, origin: string) {
  const base = `${origin}/${audience.segment}`;
  const pages = `${addresses.pagesOrigin}/${audience.segment}`;
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
    issuer: `${addresses.origin}/${issuerTenant(audience)}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${origin}/graph/oidc/userinfo`,
    // Users open these two, so they are on the address that browsers trust.
    authorization_endpoint: `${pages}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${pages}/oauth2/v2.0/logout`,
    device_authorization_endpoint: `${addresses.origin}/${audience.segment}/oauth2/v2.0/devicecode`,
    tenant_region_scope: audience.shared ? null : 'WW',
    cloud_instance_name: new URL(addresses.origin).host,
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

/**
 * The openid-configuration of v1.0. `az login --tenant NAME` reads the tenant's id from its issuer, and
 * others from its endpoints, which hold the id whatever name was asked by.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri
 */
export const versionOneDiscoveryAt =
  (where: (addresses: Addresses) => string) =>
  (state: ProtocolState, request: ProtocolRequest): Reply => {
    const { addresses, segment } = request;
    const { tenant, shared } = findAudience(state.directory, segment);
    const name = tenant?.id ?? (shared === 'consumers' ? consumersTenantId : segment);
    const base = `${where(addresses)}/${name}`;
    const pages = `${addresses.pagesOrigin}/${name}`;
    const body = {
      issuer: `${addresses.origin}/${shared && shared !== 'consumers' ? '{tenantid}' : name}/`,
      authorization_endpoint: `${pages}/oauth2/authorize`,
      token_endpoint: `${base}/oauth2/token`,
      device_authorization_endpoint: `${addresses.origin}/${name}/oauth2/devicecode`,
      end_session_endpoint: `${pages}/oauth2/logout`,
      jwks_uri: `${base}/discovery/keys`,
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      scopes_supported: ['openid'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      tenant_region_scope: shared ? null : 'WW',
      cloud_instance_name: new URL(addresses.origin).host,
    };
    const headers = {
      'access-control-allow-origin': '*',
      'cache-control': 'max-age=86400, private',
    };
    return { status: 200, headers, body };
  };

/** The other endpoints of v1.0 say where v2.0 is. @throws EntraError */
export function versionOne(state: ProtocolState, { path, segment }: ProtocolRequest): never {
  findAudience(state.directory, segment);
  const endpoint = path.split('/').at(-1)?.slice(0, 60) ?? '';
  const text =
    `This local emulator has no v1.0 endpoints but discovery and keys. ` +
    `Use /${segment}/oauth2/v2.0/${endpoint}, with 'scope' in the place of 'resource'.`;
  throw new EntraError(undefined, { ...invalidRequest, text }, text);
}

/** Which hosts are one cloud: here the emulator alone. A client asks it about an authority. */
export function instanceDiscovery(_: ServerState, request: ProtocolRequest): Reply {
  const { origin } = request.addresses;
  const { host } = new URL(origin);
  const segment = authoritySegment(request.query.get('authorization_endpoint'), host);
  if (segment === undefined) throw oauthError('invalid_instance');
  return {
    status: 200,
    headers: { 'access-control-allow-origin': '*' },
    body: {
      tenant_discovery_endpoint: `${origin}/${segment}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}

function authoritySegment(endpoint: string | null, host: string): string | undefined {
  if (!endpoint || !URL.canParse(endpoint)) return undefined;
  const url = new URL(endpoint);
  return url.host === host ? url.pathname.split('/')[1] || 'common' : undefined;
}

/** The public keys of an authority (RFC 7517). One key signs for all tenants. */
export function jwks(state: ProtocolState, request: ProtocolRequest): Reply {
  findAudience(state.directory, request.segment);
  return {
    status: 200,
    headers: { 'access-control-allow-origin': '*', 'cache-control': 'max-age=86400, private' },
    body: { keys: [state.signingKey.publicJwk] },
  };
}

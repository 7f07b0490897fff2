import { consumersTenantId, findAudience } from '../directory/find-audience.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { EntraError } from '../errors/entra-error.ts';
import { invalidRequest } from '../errors/aadsts/shapes.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';

/**
 * The openid-configuration of v1.0. `az login --tenant NAME` reads the tenant's id from its issuer, and
 * others from its endpoints, which hold the id whatever name was asked by.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri
 */
export const versionOneDiscoveryAt =
  (where: () => string) =>
  (state: EmulatorState, request: ProtocolRequest): Reply => {
    const { tenant, shared } = findAudience(state.directory, request.segment);
    const name = tenant?.id ?? (shared === 'consumers' ? consumersTenantId : request.segment);
    const base = `${where()}/${name}`;
    const pages = `${state.pagesOrigin}/${name}`;
    const body = {
      issuer: `${state.origin}/${shared && shared !== 'consumers' ? '{tenantid}' : name}/`,
      authorization_endpoint: `${pages}/oauth2/authorize`,
      token_endpoint: `${base}/oauth2/token`,
      device_authorization_endpoint: `${state.origin}/${name}/oauth2/devicecode`,
      end_session_endpoint: `${pages}/oauth2/logout`,
      jwks_uri: `${base}/discovery/keys`,
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      scopes_supported: ['openid'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      tenant_region_scope: shared ? null : 'WW',
      cloud_instance_name: new URL(state.origin).host,
    };
    const headers = {
      'access-control-allow-origin': '*',
      'cache-control': 'max-age=86400, private',
    };
    return { status: 200, headers, body };
  };

/** The other endpoints of v1.0 say where v2.0 is. @throws EntraError */
export function versionOne(state: EmulatorState, { path, segment }: ProtocolRequest): never {
  findAudience(state.directory, segment);
  const endpoint = path.split('/').at(-1)?.slice(0, 60) ?? '';
  const text =
    `This local emulator has no v1.0 endpoints but discovery and keys. ` +
    `Use /${segment}/oauth2/v2.0/${endpoint}, with 'scope' in the place of 'resource'.`;
  throw new EntraError(undefined, { ...invalidRequest, text }, text);
}

import type { Express } from 'express';
import type { AdfsState } from './adfs.ts';
import { endpoint } from '../server/endpoint.ts';
import { federationMetadata } from './federation-metadata.ts';
import { mex } from './mex.ts';
import { metadataPath, mexPath, trustEndpoints } from './namespaces.ts';
import { wsTrust } from './ws-trust.ts';
import { consumersTenantId, findAudience } from '../directory/find-audience.ts';
import { entraError } from '../errors/entra-error.ts';
import type { Addresses } from '../server/addresses.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';
import { entraAudience } from './saml/assertion.ts';
import { domainOf, findFederatedDomain } from './federated-domain.ts';

/** Realm discovery of Entra, and the AD FS that it leads to. Bodies must have been read before. */
export function addAdfsEndpoints(app: Express, state: AdfsState): void {
  app.get('/:tenant/userrealm/:username', endpoint(state, 'userrealm', userRealm));
  app.get(metadataPath, endpoint(state, 'other', federationMetadata));
  app.get(mexPath, endpoint(state, 'mex', mex));
  for (const one of trustEndpoints) app.all(one.path, endpoint(state, 'ws-trust', wsTrust(one)));
}

/**
 * Realm discovery: where the users of a domain sign in. It looks at the domain alone and so does
 * not reveal which accounts exist.
 *
 * @see https://learn.microsoft.com/openspecs/windows_protocols/ms-mwbf/
 */
function userRealm(state: AdfsState, request: ProtocolRequest): Reply {
  const { segment, path, query, addresses } = request;
  findAudience(state.directory, segment);
  if (query.get('api-version') !== '1.0') throw entraError(90023, 'api-version');
  const domain = domainOf(decodeURIComponent(path.split('/')[3] ?? ''));
  const common = { cloud_instance_name: 'microsoftonline.com', cloud_audience_urn: entraAudience };
  return {
    status: 200,
    headers: { 'access-control-allow-origin': '*' },
    body: { ver: '1.0', ...realm(state, addresses, domain), ...common },
  };
}

function realm({ directory }: AdfsState, { origin }: Addresses, domain: string) {
  if (findFederatedDomain(directory, domain))
    return {
      account_type: 'Federated',
      domain_name: domain,
      federation_protocol: 'WSTrust',
      federation_metadata_url: `${origin}/adfs/services/trust/mex`,
      federation_active_auth_url: `${origin}/adfs/services/trust/2005/usernamemixed`,
    };
  const tenant = directory.tenants.find(({ domains }) => domains.includes(domain));
  if (!tenant) return { account_type: 'Unknown' };
  // Libraries know personal accounts by this name.
  if (tenant.id === consumersTenantId)
    return { account_type: 'Federated', domain_name: 'live.com', federation_protocol: 'WSTrust' };
  return { account_type: 'Managed', domain_name: domain };
}

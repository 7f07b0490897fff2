import type { Express } from 'express';
import type { AdfsState } from './adfs.ts';
import { endpoint } from '../server/endpoint.ts';
import { federationMetadata } from './federation-metadata.ts';
import { mex } from './mex.ts';
import { mexPath, metadataPath, trustEndpoints } from './namespaces.ts';
import { userRealm } from './user-realm.ts';
import { wsTrust } from './ws-trust.ts';

/** Realm discovery of Entra, and the AD FS that it leads to. Bodies must have been read before. */
export function addAdfsEndpoints(app: Express, state: AdfsState): void {
  app.get('/:tenant/userrealm/:username', endpoint(state, 'userrealm', userRealm));
  app.get(metadataPath, endpoint(state, 'other', federationMetadata));
  app.get(mexPath, endpoint(state, 'mex', mex));
  for (const one of trustEndpoints) app.all(one.path, endpoint(state, 'ws-trust', wsTrust(one)));
}

import express, { Router } from 'express';
import type { EmulatorState } from '../emulator-state.ts';
import { endpoint } from '../server/endpoint.ts';
import { bodyLimit } from '../server/server-limits.ts';
import { crossOrigin } from './cross-origin.ts';
import { discoveryAt } from './discovery.ts';
import { graphMe } from './apis/graph-me.ts';
import { graphOther } from './apis/graph-other.ts';
import { instanceDiscovery } from './instance-discovery.ts';
import { jwks } from './jwks.ts';
import { orders } from './apis/orders.ts';
import { token } from './token.ts';
import { userinfo } from './apis/userinfo.ts';
import { versionOne, versionOneDiscoveryAt } from './version-one.ts';

export const tokenPath = '/:tenant/oauth2/v2.0/token';

/**
 * What programs ask: over TLS any of them, and on the origin of the pages those that run in a
 * browser, since a page cannot be told to trust our certificate.
 *
 * @param origin where these are reached, known once the server listens
 */
export function protocolRoutes(state: EmulatorState, origin: () => string): Router {
  const routes = Router();
  // Read as bytes: whatever charset or syntax a stranger claims, reading them cannot fail.
  const raw = express.raw({ type: () => true, limit: bodyLimit, inflate: false });
  const crossing = crossOrigin(state);
  // Waiting devices ask it most: each route before it is a pattern that is tried in vain.
  routes.all(tokenPath, crossing, raw, endpoint(state, 'token', token));
  routes.use(['/graph', '/api', '/:tenant/openid'], crossing);
  routes.get('/graph/v1.0/me', endpoint(state, 'graph', graphMe));
  routes.get('/:tenant/discovery/instance', endpoint(state, 'instance', instanceDiscovery));
  routes.get(
    ['/:tenant/discovery/v2.0/keys', '/:tenant/discovery/keys'],
    endpoint(state, 'jwks', jwks),
  );
  const configuration = '/:tenant/v2.0/.well-known/openid-configuration';
  routes.get(configuration, endpoint(state, 'discovery', discoveryAt(origin)));
  const versionOneConfiguration = '/:tenant/.well-known/openid-configuration';
  routes.get(versionOneConfiguration, endpoint(state, 'discovery', versionOneDiscoveryAt(origin)));
  routes.use(raw);
  routes.all(
    ['/graph/oidc/userinfo', '/:tenant/openid/userinfo'],
    endpoint(state, 'userinfo', userinfo),
  );
  routes.all('/:tenant/oauth2/:endpoint', endpoint(state, 'other', versionOne));
  routes.all(['/graph', '/graph/{*path}'], endpoint(state, 'graph', graphOther));
  routes.all('/api/orders', endpoint(state, 'api', orders));
  return routes;
}

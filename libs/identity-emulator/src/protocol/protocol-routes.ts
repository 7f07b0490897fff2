import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type RequestHandler, Router } from 'express';
import { isPageOrigin } from '../directory/find-redirect-uri.ts';
import type { ProtocolState } from './protocol-state.ts';
import { entraError } from '../errors/entra-error.ts';
import type { Addresses } from '../server/addresses.ts';
import { endpoint } from '../server/endpoint.ts';
import { bodyLimit } from '../server/limits.ts';
import { armOther, armSubscriptions, armTenants } from './apis/arm.ts';
import { graphMe, graphOther } from './apis/graph.ts';
import { orders } from './apis/orders.ts';
import { userinfo } from './apis/userinfo.ts';
import {
  discoveryAt,
  instanceDiscovery,
  jwks,
  versionOne,
  versionOneDiscoveryAt,
} from './discovery.ts';
import { token } from './token.ts';

const tokenPath = '/:tenant/oauth2/v2.0/token';

/**
 * What programs ask: over TLS any of them, and on the origin of the pages those that run in a
 * browser, since a page cannot trust our certificate by itself.
 *
 * @param origin which of the addresses these are reached at
 */
export function protocolRoutes(
  state: ProtocolState,
  origin: (addresses: Addresses) => string,
): Router {
  const routes = Router();
  const crossing = crossOrigin(state);
  routes.all(tokenPath, crossing, raw, endpoint(state, 'token', token));
  routes.use(['/graph', '/arm', '/api', '/:tenant/openid'], crossing);
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
  routes.get('/arm/subscriptions', endpoint(state, 'arm', armSubscriptions));
  routes.get('/arm/tenants', endpoint(state, 'arm', armTenants));
  routes.all(['/arm', '/arm/{*path}'], endpoint(state, 'arm', armOther));
  routes.all('/api/orders', endpoint(state, 'api', orders));
  return routes;
}

/** Reads a body as bytes: whatever charset or syntax a client claims, reading them cannot fail. */
export const raw = express.raw({ type: () => true, limit: bodyLimit, inflate: false });

/**
 * The protocol on the origin of the pages, `http://localhost`, for single-page apps. Tokens are not
 * given to other clients here: other clients have TLS.
 */
export function pageRoutes(state: ProtocolState): Router {
  const routes = Router();
  routes.post(tokenPath, onlyPages(state));
  routes.use(protocolRoutes(state, ({ pagesOrigin }) => pagesOrigin));
  return routes;
}

function onlyPages(state: ProtocolState): RequestHandler {
  const refuse = endpoint(state, 'token', () => {
    throw entraError(9002327);
  });
  return (request, response, next) => {
    const { origin } = request.headers;
    if (origin !== undefined && isPageOrigin(state.directory, origin)) return next();
    return refuse(request, response);
  };
}

/**
 * Lets pages of single-page apps read answers by script: those whose origin some app registered,
 * and no others.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function crossOrigin({ directory }: ProtocolState) {
  return (
    { headers, method }: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void => {
    const { origin } = headers;
    response.setHeader('vary', 'origin');
    if (origin !== undefined && isPageOrigin(directory, origin)) {
      for (const [name, value] of allowed) response.setHeader(name, value);
      response.setHeader('access-control-allow-origin', origin);
    }
    if (method !== 'OPTIONS') return next();
    response.writeHead(204).end();
  };
}

const allowed = new Map([
  ['access-control-allow-methods', 'GET, POST, OPTIONS'],
  ['access-control-allow-headers', '*, authorization'],
  ['access-control-expose-headers', 'www-authenticate, retry-after, client-request-id'],
  ['access-control-max-age', '600'],
]);

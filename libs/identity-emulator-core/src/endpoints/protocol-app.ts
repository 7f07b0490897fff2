import express, { type ErrorRequestHandler, type Express } from 'express';
import type { EmulatorState } from '../emulator-state.ts';
import { entraError, oauthError } from '../errors/entra-error.ts';
import { checkHost } from '../http/check-host.ts';
import { endpoint } from '../http/endpoint.ts';
import { bodyLimit } from '../http/server-limits.ts';
import { deviceAuthorization } from './device-authorization.ts';
import { discovery } from './discovery.ts';
import { graphMe } from './graph-me.ts';
import { instanceDiscovery } from './instance-discovery.ts';
import { jwks } from './jwks.ts';
import { token } from './token.ts';

/** What apps speak to: the authority and Graph, over TLS. */
export function protocolApp(state: EmulatorState): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(checkHost(() => state.ports.protocol));
  app.get('/graph/v1.0/me', endpoint(state, 'graph', graphMe));
  app.get('/:tenant/discovery/instance', endpoint(state, 'instance', instanceDiscovery));
  app.get('/:tenant/discovery/v2.0/keys', endpoint(state, 'jwks', jwks));
  const configuration = '/:tenant/v2.0/.well-known/openid-configuration';
  app.get(configuration, endpoint(state, 'discovery', discovery));
  // Read as bytes: whatever charset or syntax a stranger claims, reading them cannot fail.
  app.use(express.raw({ type: () => true, limit: bodyLimit, inflate: false }));
  app.all('/:tenant/oauth2/v2.0/devicecode', endpoint(state, 'devicecode', deviceAuthorization));
  app.all('/:tenant/oauth2/v2.0/token', endpoint(state, 'token', token));
  app.use(endpoint(state, 'other', notFound));
  app.use(unreadable(state));
  return app;
}

const notFound = () => ({ status: 404, body: { error: 'not_found' } });

/** Bodies that are too long, cut off or packed, and paths that do not decode. */
function unreadable(state: EmulatorState): ErrorRequestHandler {
  return (error: { status?: unknown }, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = Number(error.status);
    const isTheirs = status >= 400 && status < 500;
    if (!isTheirs) state.reportFault(error);
    const answer = isTheirs
      ? entraError(9002313, 'The body or path cannot be read.')
      : oauthError('server_error');
    return endpoint(state, 'other', () => {
      throw answer;
    })(request, response, next);
  };
}

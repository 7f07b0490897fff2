import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { addAdfsEndpoints } from '../adfs/add-adfs-endpoints.ts';
import type { ProtocolState } from './protocol-state.ts';
import { entraError, oauthError } from '../errors/entra-error.ts';
import { checkHost } from '../server/check-host.ts';
import { endpoint } from '../server/endpoint.ts';
import { deviceAuthorization } from './device-authorization.ts';
import { protocolRoutes } from './protocol-routes.ts';

/**
 * What apps speak to, over TLS: the authority, Graph and the sample API.
 *
 * @param pagePaths what users open, and is found on the origin of the pages
 */
export function protocolApp(state: ProtocolState, pagePaths: string[]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(checkHost('https', () => state.ports.protocol));
  app.use(protocolRoutes(state, ({ origin }) => origin));
  app.all('/:tenant/oauth2/v2.0/devicecode', endpoint(state, 'devicecode', deviceAuthorization));
  addAdfsEndpoints(app, state);
  app.all(pagePaths, toPages(state));
  app.use(endpoint(state, 'other', notFound));
  app.use(unreadable(state));
  return app;
}

/** Characters: a client reads no more than 16 KB of headers, and the address comes back in one. */
const LONGEST_ADDRESS = 8192;

/** Clients that put addresses together look for the pages on the authority's own origin. */
const toPages =
  (state: ProtocolState): RequestHandler =>
  ({ originalUrl, headers }, response, next) => {
    if (originalUrl.length > LONGEST_ADDRESS)
      return next(Object.assign(new Error('too long an address'), { status: 414 }));
    const { pagesOrigin } = state.addressesFor(headers.host);
    response.redirect(307, `${pagesOrigin}/${originalUrl.replace(/^\/+/, '')}`);
  };

const notFound = () => ({ status: 404, body: { error: 'not_found' } });

/** Bodies that are too long, cut off or packed, and paths that do not decode. */
function unreadable(state: ProtocolState): ErrorRequestHandler {
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

import type { RequestListener, ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';
import { addAdfsEndpoints } from '../adfs/add-adfs-endpoints.ts';
import type { ProtocolState } from './protocol-state.ts';
import { entraError, oauthError } from '../errors/entra-error.ts';
import { checkHost } from '../server/check-host.ts';
import { endpoint } from '../server/endpoint.ts';
import type { RoutedRequest } from '../server/protocol-request.ts';
import { deviceAuthorization } from './device-authorization.ts';
import { crossOrigin, protocolRoutes, raw } from './protocol-routes.ts';
import { token } from './token.ts';

/**
 * What apps speak to, over TLS: the authority, Graph and the sample API.
 *
 * @param pagePaths what users open, and is found on the origin of the pages
 */
export function protocolApp(state: ProtocolState, pagePaths: string[]): RequestListener {
  const app = express();
  const rightHost = checkHost('https', () => state.ports.protocol);
  app.disable('x-powered-by');
  app.use(rightHost);
  app.use(protocolRoutes(state, ({ origin }) => origin));
  app.all('/:tenant/oauth2/v2.0/devicecode', endpoint(state, 'devicecode', deviceAuthorization));
  addAdfsEndpoints(app, state);
  app.all(pagePaths, toPages(state));
  app.use(endpoint(state, 'other', notFound));
  app.use(unreadable(state));
  const direct = tokenDirectly(state, rightHost);
  return (request, response) => {
    const [, tenant] = plainTokenPath.exec(request.url ?? '') ?? [];
    if (tenant === undefined) app(request, response);
    else direct(Object.assign(request, { params: { tenant } }), response);
  };
}

/** As almost every client writes it; Express takes the other spellings. */
const plainTokenPath = /^\/([\w.-]+)\/oauth2\/v2\.0\/token$/;

/**
 * The token endpoint without Express, whose way to a route costs more than the answer: waiting devices ask
 * it most (P9 in docs/performance.md).
 *
 * @param rightHost what stands before the routes of Express, too
 */
function tokenDirectly(state: ProtocolState, rightHost: ReturnType<typeof checkHost>) {
  const answer = endpoint(state, 'token', token);
  const fail = unreadable(state);
  const crossing = crossOrigin(state);
  return (request: RoutedRequest, response: ServerResponse): void =>
    rightHost(request, response, () =>
      crossing(request, response, () =>
        raw(request, response, (error?: unknown) => {
          const failed = (reason: unknown) =>
            fail(reason, request, response, () => response.destroy());
          if (error === undefined) answer(request, response).catch(failed);
          else failed(error);
        }),
      ),
    );
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
function unreadable(state: ProtocolState) {
  return (
    error: unknown,
    request: RoutedRequest,
    response: ServerResponse,
    next: (error: unknown) => void,
  ): void => {
    if (response.headersSent) return next(error);
    const status = Number((error as { status?: unknown }).status);
    const isTheirs = status >= 400 && status < 500;
    if (!isTheirs) state.reportFault(error);
    const answer = isTheirs
      ? entraError(9002313, 'The body or path cannot be read.')
      : oauthError('server_error');
    const say = endpoint(state, 'other', () => {
      throw answer;
    });
    say(request, response).catch(next);
  };
}

import { Router, type RequestHandler } from 'express';
import { isPageOrigin } from '../directory/find-redirect-uri.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { entraError } from '../errors/entra-error.ts';
import { endpoint } from '../server/endpoint.ts';
import { protocolRoutes, tokenPath } from './protocol-routes.ts';

/**
 * The protocol on the origin of the pages, `http://localhost`, for single-page apps. Tokens are not
 * given to anybody else here: other clients have TLS.
 */
export function pageRoutes(state: EmulatorState): Router {
  const routes = Router();
  routes.post(tokenPath, onlyPages(state));
  routes.use(protocolRoutes(state, () => state.pagesOrigin));
  return routes;
}

function onlyPages(state: EmulatorState): RequestHandler {
  const refuse = endpoint(state, 'token', () => {
    throw entraError(9002327);
  });
  return (request, response, next) => {
    const { origin } = request.headers;
    if (origin !== undefined && isPageOrigin(state.directory, origin)) return next();
    return refuse(request, response, next);
  };
}

import type { RequestHandler } from 'express';
import { isPageOrigin } from '../directory/find-redirect-uri.ts';
import type { EmulatorState } from '../emulator-state.ts';

/**
 * Lets pages of single-page apps read answers by script: those whose origin some app registered,
 * and no others.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function crossOrigin({ directory }: EmulatorState): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    response.vary('origin');
    if (origin !== undefined && isPageOrigin(directory, origin))
      response.set({ ...allowed, 'access-control-allow-origin': origin });
    if (request.method !== 'OPTIONS') return next();
    response.status(204).end();
  };
}

const allowed = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': '*, authorization',
  'access-control-expose-headers': 'www-authenticate, retry-after, client-request-id',
  'access-control-max-age': '600',
};

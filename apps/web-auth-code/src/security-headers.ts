import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import type { Settings } from './settings.ts';

/** A page of this app is text, one style sheet and a form: it may load and do nothing else. */
const policy = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

export function securityHeaders({ publicUrl }: Settings): RequestHandler[] {
  const isHttps = publicUrl?.protocol === 'https:';
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: policy },
      // On http://localhost a browser would remember it for every other program at that name.
      strictTransportSecurity: isHttps,
      // The code is in the address when the authority sends the browser back.
      referrerPolicy: { policy: 'no-referrer' },
    }),
    (_request, response, next) => {
      // Pages of a user who has signed out do not come back with the browser's "back".
      response.setHeader('cache-control', 'no-store');
      next();
    },
  ];
}

/**
 * Lets the form of a signed-in page lead on to one more address: Chromium applies `form-action` to
 * the redirects that follow, too.
 */
export function mayGoOnTo(page: (request: Request) => string | undefined): RequestHandler {
  return (request, response, next) => {
    const target = page(request);
    if (!target) return next();
    const directives = { ...policy, 'form-action': ["'self'", new URL(target).origin] };
    helmet.contentSecurityPolicy({ useDefaults: false, directives })(request, response, next);
  };
}

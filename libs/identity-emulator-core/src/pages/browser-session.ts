import type { Request, Response } from 'express';
import { fingerprint, newSecret } from '../tokens/secret.ts';
import { cookieOf, setCookie } from './cookies.ts';
import { longLifetime } from './sessions.ts';

/** What a cookie makes of a browser. */
export interface BrowserSession {
  /** Fingerprint of the cookie: what the emulator keeps. */
  id: string;
  /** Made from the cookie, so only pages of this origin can know it. */
  formToken: string;
  /** Makes the cookie outlive the browser. */
  keep: () => void;
}

/** Reads the session cookie, or sets a new one that ends with the browser. */
export function browserSession(
  request: Request,
  response: Response,
  origin: string,
): BrowserSession {
  const known = cookieOf(request, origin, 'session', /^[\w-]{43}$/);
  const secret = known ?? newSecret();
  if (known === undefined) setCookie(response, origin, 'session', secret);
  return {
    id: fingerprint(`session ${secret}`),
    formToken: fingerprint(`form ${secret}`),
    keep: () => setCookie(response, origin, 'session', secret, longLifetime / 1000),
  };
}

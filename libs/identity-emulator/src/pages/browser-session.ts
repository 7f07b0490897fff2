import type { Request, Response } from 'express';
import { fingerprint, newSecret } from '../server/secret.ts';
import { longLifetime } from './sessions.ts';

/** What a cookie makes of a browser. */
export interface BrowserSession {
  /** Fingerprint of the session cookie: what the emulator keeps. */
  session: string;
  /** Goes into each form, so that no other site can send one: made from the cookie. */
  formToken: string;
  /** Makes the cookie outlive the browser. */
  keepSession: () => void;
  /**
   * Puts a new cookie in the place of one that may have been planted before the sign-in.
   *
   * @param stays whether it outlives the browser
   */
  renewSession: (stays: boolean) => BrowserSession;
}

/** Reads the session cookie, or sets a new one that ends with the browser. */
export function browserSession(
  request: Request,
  response: Response,
  origin: string,
): BrowserSession {
  const set = (secret: string, stays: boolean): void =>
    setCookie(response, origin, 'session', secret, stays ? longLifetime / 1000 : undefined);
  const sessionOf = (secret: string): BrowserSession => ({
    session: fingerprint(`session ${secret}`),
    formToken: fingerprint(`form ${secret}`),
    keepSession: () => set(secret, true),
    renewSession(stays) {
      const renewed = newSecret();
      set(renewed, stays);
      return sessionOf(renewed);
    },
  });
  const known = cookieOf(request, origin, 'session', /^[\w-]{43}$/);
  const secret = known ?? newSecret();
  if (known === undefined) set(secret, false);
  return sessionOf(secret);
}

/** A cookie of these pages, if there is one of the right form. */
export function cookieOf(
  request: Request,
  origin: string,
  name: string,
  form: RegExp,
): string | undefined {
  const start = `${fullName(origin, name)}=`;
  const found = (request.get('cookie') ?? '').split('; ').find((one) => one.startsWith(start));
  const value = found?.slice(start.length);
  return value !== undefined && form.test(value) ? value : undefined;
}

/** @param maxAge seconds; until the browser is closed when absent */
export function setCookie(
  response: Response,
  origin: string,
  name: string,
  value: string,
  maxAge?: number,
): void {
  const life = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  response.append(
    'set-cookie',
    `${fullName(origin, name)}=${value}; Path=/${life}; HttpOnly; SameSite=Lax${secure}`,
  );
}

/** With the port, since a browser sends the cookies of `localhost` to every port. */
const fullName = (origin: string, name: string): string =>
  `emulator-${name}-${new URL(origin).port}`;

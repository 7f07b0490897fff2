import type { Request, Response } from 'express';
import { fingerprint, newSecret } from '../tokens/secret.ts';

/** What a cookie makes of a browser. */
export interface BrowserSession {
  /** Fingerprint of the cookie: what the emulator keeps. */
  id: string;
  /** Made from the cookie, so only pages of this origin can know it. */
  formToken: string;
}

/**
 * Reads the session cookie, or sets a new one. Its name carries the port, since a browser sends
 * the cookies of `localhost` to every port.
 */
export function browserSession(request: Request, response: Response, origin: string) {
  const name = `emulator-session-${new URL(origin).port}`;
  const [, known] = new RegExp(`(?:^|; )${name}=([\\w-]{43})(?:;|$)`).exec(
    request.get('cookie') ?? '',
  ) ?? [undefined, undefined];
  const secret = known ?? newSecret();
  if (known === undefined)
    response.append('set-cookie', `${name}=${secret}; Path=/; HttpOnly; SameSite=Lax`);
  return { id: fingerprint(`session ${secret}`), formToken: fingerprint(`form ${secret}`) };
}

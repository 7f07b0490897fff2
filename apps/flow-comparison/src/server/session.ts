import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may use the stage: the browser that was given the printed address. */
export interface Session {
  /** For `?key=` of the printed address. */
  key: string;
  /** Value of `set-cookie` for a request with the right key. */
  cookieFor(key: string | null): string | undefined;
  /** Whether the request carries the cookie. */
  isKnown(request: IncomingMessage): boolean;
}

/** Cookies know no ports, so the name has the port. */
export function createSession(port: () => number): Session {
  const key = randomBytes(24).toString('base64url');
  const secret = randomBytes(24).toString('base64url');
  const name = () => `flow-comparison-${port()}`;
  return {
    key,
    cookieFor: (given) =>
      given !== null && isSame(given, key)
        ? `${name()}=${secret}; HttpOnly; SameSite=Strict; Path=/`
        : undefined,
    isKnown: ({ headers }) =>
      (headers.cookie ?? '').split(/; */).some((pair) => isSame(pair, `${name()}=${secret}`)),
  };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Whether a request was meant for this server: a page of another name that leads here was not. */
export function isForHere({ headers }: IncomingMessage, port: number): boolean {
  return hosts(port).includes((headers.host ?? '').toLowerCase());
}

/** Whether it comes from a page of this server; browsers send Origin with all that changes. */
export function isFromHere({ headers }: IncomingMessage, port: number): boolean {
  return hosts(port).some((host) => headers.origin === `http://${host}`);
}

const hosts = (port: number) => [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];

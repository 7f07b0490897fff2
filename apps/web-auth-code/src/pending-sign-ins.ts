import type { PartitionStore, ValueSeal } from '@entra-flows/token-cache-redis';
import type { CookieOptions, Request, Response } from 'express';
import { app } from './auth-config.ts';
import type { SignIn } from './session.ts';

/** A sign-in that has begun: what the second leg has to know. */
export interface PendingSignIn {
  nonce: string;
  codeVerifier: string;
  /** One of this app's own pages. */
  returnTo: string;
  /** A claims challenge, which has to go along with the code. */
  claims?: string;
  /** The session in which it began: when that is signed out, this is void. */
  begunIn?: SignIn;
}

/** Sign-ins that wait for the authority's answer, by `state`. */
export interface PendingSignIns {
  keep(request: Request, response: Response, state: string, pending: PendingSignIn): void;
  /** Hands a pending sign-in out once, whatever becomes of it. `undefined`: none of this browser. */
  take(request: Request, response: Response, state: unknown): Promise<PendingSignIn | undefined>;
}

export interface PendingSignInsOptions {
  store: PartitionStore;
  seal: ValueSeal;
  /** Of the app's cookies. */
  cookieName: string;
  cookie: CookieOptions;
  now: () => number;
}

/** ms that the user has to sign in. */
const TIME_TO_SIGN_IN = 30 * 60 * 1000;

/** More at the same time are not one user's tabs, and their cookies would crowd every request. */
const MOST_PENDING = 10;

/**
 * Each pending sign-in is a sealed cookie of its own. Tabs do not disturb each other, whatever order
 * they come back in; it belongs to the browser in which it began; and visitors who only begin cost
 * the server nothing. What the server keeps is which of them have been answered.
 */
export function pendingSignIns(options: PendingSignInsOptions): PendingSignIns {
  const { store, seal, cookieName, cookie, now } = options;
  const prefix = `${cookieName}-sign-in-`;
  const place = (state: string) => `sign-in:${state}`;

  function opened(state: string, value: string): PendingSignIn | undefined {
    const text = seal.open(place(state), value);
    if (text === undefined) return undefined;
    const { until, ...pending } = JSON.parse(text) as PendingSignIn & { until: number };
    return until > now() ? pending : undefined;
  }

  return {
    keep(request, response, state, pending) {
      const text = JSON.stringify({ ...pending, until: now() + TIME_TO_SIGN_IN });
      // Browsers send the oldest first (RFC 6265 5.4).
      const older = [...cookiesOf(request).keys()].filter((name) => name.startsWith(prefix));
      for (const name of older.slice(0, 1 - MOST_PENDING)) response.clearCookie(name, cookie);
      // Express knows by the proxy's header; a Secure cookie over http would be lost in any case.
      if (cookie.secure && !request.secure) return;
      response.cookie(prefix + state, seal.seal(place(state), text), {
        ...cookie,
        maxAge: TIME_TO_SIGN_IN,
        encode: String,
      });
    },
    async take(request, response, state) {
      const value = typeof state === 'string' && cookiesOf(request).get(prefix + state);
      if (typeof state !== 'string' || !value) return undefined;
      const pending = opened(state, value);
      if (!pending) return undefined;
      // Before the code is redeemed: of two answers that come at once, one is first.
      const key = `${app.name}:answered:${state}`;
      const { done } = await store.replace(key, undefined, 'answered', TIME_TO_SIGN_IN);
      response.clearCookie(prefix + state, cookie);
      return done ? pending : undefined;
    },
  };
}

function cookiesOf({ headers }: Request): Map<string, string> {
  const parts = (headers.cookie ?? '').split(';').map((part) => part.trim());
  return new Map(
    parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
}

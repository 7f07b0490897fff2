import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccountInfo } from '@azure/msal-node';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Settings } from './settings.ts';
import { IDLE_TIME, type Storage } from './storage.ts';

/** A sign-in that has begun: what the second leg has to know. */
export interface PendingSignIn {
  nonce: string;
  codeVerifier: string;
  /** One of this app's own pages. */
  returnTo: string;
  /** A claims challenge, which has to go along with the code. */
  claims?: string;
}

declare module 'express-session' {
  interface SessionData {
    /** By state. */
    pending?: Record<string, PendingSignIn>;
    account?: AccountInfo;
    /** The authority's own sign-out page. */
    signOutPage?: string;
    /** ms since 1970 */
    signedInAt?: number;
    csrfToken?: string;
  }
}

/** Sessions hold who somebody is and where a sign-in stands, never a token. */
export function sessions({ publicUrl }: Settings, { sessions: store, secrets }: Storage) {
  const isSecure = publicUrl?.protocol === 'https:';
  const handler = session({
    store,
    secret: secrets,
    // With this prefix browsers demand Secure, and take it from no subdomain and no other path.
    name: isSecure ? '__Host-web-auth-code' : 'web-auth-code',
    cookie: {
      httpOnly: true,
      secure: isSecure,
      // Strict would keep it from coming along when the authority sends the browser back.
      sameSite: 'lax',
      maxAge: IDLE_TIME * 1000,
    },
    resave: false,
    rolling: true,
    saveUninitialized: false,
  });
  const guarded: RequestHandler = (request, response, next) =>
    void handler(request, response, (error: unknown) =>
      next(error ? new SessionStoreError(error) : undefined),
    );
  return guarded;
}

/** Sessions cannot be read or written. */
export class SessionStoreError extends Error {
  override readonly name = 'SessionStoreError';

  constructor(cause: unknown) {
    super('the session store does not answer', { cause });
  }
}

/** A new session ID: one that somebody planted before the sign-in is worth nothing after it. */
export const renewSession = (request: Request) =>
  finished((done) => request.session.regenerate(done));

/** Before a redirect: the browser may be back sooner than a write that nobody waits for. */
export const saveSession = (request: Request) => finished((done) => request.session.save(done));

export const endSession = (request: Request) => finished((done) => request.session.destroy(done));

function finished(work: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => (error ? reject(new SessionStoreError(error)) : resolve()));
  });
}

/** Whether a form comes from a page of this very session. */
export function isOwnForm(request: Request): boolean {
  const { csrf } = Object(request.body) as { csrf?: unknown };
  const [given, known] = [Buffer.from(String(csrf)), Buffer.from(request.session.csrfToken ?? '')];
  return known.length > 0 && given.length === known.length && timingSafeEqual(given, known);
}

export const newCsrfToken = () => randomBytes(24).toString('base64url');

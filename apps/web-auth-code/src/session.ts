import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccountInfo } from '@azure/msal-node';
import type { CookieOptions, Request, RequestHandler } from 'express';
import session from 'express-session';
import { app } from './auth-config.ts';
import { IDLE_TIME } from './storage.ts';
import type { Web } from './web-app.ts';

declare module 'express-session' {
  interface SessionData {
    account?: AccountInfo;
    /** The sign-in epoch of the user's tokens: with their sign-out, in whatever browser, it is over. */
    epoch?: string;
    /** The authority's own sign-out page. */
    signOutPage?: string;
    /** ms since 1970 */
    signedInAt?: number;
    csrfToken?: string;
  }
}

/** Whose session it is, and of which sign-in epoch. */
export interface SignIn {
  /** `homeAccountId` */
  owner: string;
  epoch: string;
}

export function signInOf({ session: { account, epoch } }: Request): SignIn | undefined {
  return account && epoch !== undefined ? { owner: account.homeAccountId, epoch } : undefined;
}

/** Cookies know no port: two of these apps at one name must not take each other's. */
export function cookieNameAt(address: string): string {
  const { protocol, port } = new URL(address);
  const own = tokenOf(app.name);
  const name = port ? `${own}-${port}` : own;
  // With this prefix browsers demand Secure, and take it from no subdomain and no other path.
  return protocol === 'https:' ? `__Host-${name}` : name;
}

/**
 * A name that users read may have blanks or Korean letters, and that of a cookie none: they are escaped.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-tokens
 */
const tokenOf = (name: string): string =>
  encodeURIComponent(name).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

export function cookieOptionsAt(address: string): CookieOptions {
  return {
    path: '/',
    httpOnly: true,
    secure: new URL(address).protocol === 'https:',
    // Strict would keep it from coming along when the authority sends the browser back.
    sameSite: 'lax',
  };
}

/**
 * Sessions say who a user is, never a token, and only users who signed in have one: it is written
 * once, at the sign-in.
 */
export function sessions({ address, storage, clients }: Web): RequestHandler[] {
  const handler = session({
    store: storage.sessions,
    secret: storage.secrets,
    name: cookieNameAt(address),
    cookie: { ...cookieOptionsAt(address), maxAge: IDLE_TIME * 1000 },
    resave: false,
    rolling: true,
    saveUninitialized: false,
  });
  const guarded: RequestHandler = (request, response, next) =>
    void handler(request, response, (error: unknown) =>
      next(error ? new SessionStoreError(error) : undefined),
    );
  const withoutEnded: RequestHandler = async (request, _response, next) => {
    const signIn = signInOf(request);
    if (signIn && (await clients.of(signIn).tokens.isSignedOut())) await renewSession(request);
    next();
  };
  return [guarded, withoutEnded];
}

/** Sessions cannot be read or written. */
export class SessionStoreError extends Error {
  override readonly name = 'SessionStoreError';

  constructor(cause: unknown) {
    super('the session store does not answer', { cause });
  }
}

/** Gives the session a new ID, so that one that was planted before the sign-in is not signed in. */
export const renewSession = (request: Request) =>
  finished((done) => request.session.regenerate(done));

/** Saves before a redirect: otherwise the browser may be back before the session is written. */
export const saveSession = (request: Request) => finished((done) => request.session.save(done));

export const endSession = (request: Request) => finished((done) => request.session.destroy(done));

function finished(work: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => (error ? reject(new SessionStoreError(error)) : resolve()));
  });
}

/** Whether a form comes from a page of this very session. */
export function isOwnForm(request: Request, csrf: string): boolean {
  const [given, known] = [Buffer.from(csrf), Buffer.from(request.session.csrfToken ?? '')];
  return known.length > 0 && given.length === known.length && timingSafeEqual(given, known);
}

export const newCsrfToken = () => randomBytes(24).toString('base64url');

import { CryptoProvider } from '@azure/msal-node';
import type { Request, Response } from 'express';
import { type PendingSignIn, saveSession } from './session.ts';
import type { Web } from './web-app.ts';

export interface SignInRequest {
  /** One of this app's own pages, never an address from outside. */
  returnTo: string;
  loginHint?: string | undefined;
  claims?: string | undefined;
}

/** ms that a person who is nobody yet has for it. */
const TIME_TO_SIGN_IN = 30 * 60 * 1000;

/** More at the same time are no person's tabs. */
const MOST_PENDING = 10;

/**
 * The first leg: sends the browser to the authority.
 *
 * The session keeps what the second leg has to know: by `state`, so that the answer is matched to
 * this browser and to this very sign-in (RFC 6749 10.12); `nonce`, so that the ID token is
 * (OpenID Connect Core 3.1.2.1); and the verifier, so that a stolen code is worth nothing
 * (RFC 7636).
 */
export async function beginSignIn(
  web: Web,
  request: Request,
  response: Response,
  { returnTo, loginHint, claims }: SignInRequest,
): Promise<void> {
  const crypto = new CryptoProvider();
  const { verifier, challenge } = await crypto.generatePkceCodes();
  const [state, nonce] = [crypto.createNewGuid(), crypto.createNewGuid()];

  const url = await web.clients.newcomer().getAuthCodeUrl({
    scopes: [...web.config.scopes],
    redirectUri: web.redirectUri,
    // Query, not form_post: a cross-site POST would come back without the session's cookie.
    responseMode: 'query',
    state,
    nonce,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    ...(loginHint ? { loginHint } : {}),
    ...(claims ? { claims } : {}),
  });

  const pending = { nonce, codeVerifier: verifier, returnTo, ...(claims ? { claims } : {}) };
  // Whoever only begins, a robot for instance, leaves nothing behind for long.
  if (!request.session.account) request.session.cookie.maxAge = TIME_TO_SIGN_IN;
  request.session.pending = withNewest(request.session.pending, state, pending);
  await saveSession(request);
  response.redirect(url);
}

function withNewest(
  pending: Record<string, PendingSignIn> = {},
  state: string,
  newest: PendingSignIn,
): Record<string, PendingSignIn> {
  const older = Object.entries(pending).slice(1 - MOST_PENDING);
  return Object.fromEntries([...older, [state, newest]]);
}

import { CryptoProvider } from '@azure/msal-node';
import { clientNetwork } from '@entra-flows/auth-core';
import type { Request, Response } from 'express';
import { signInOf } from './session.ts';
import type { Web } from './web-app.ts';

export interface SignInRequest {
  /** One of this app's own pages, never an address from outside. */
  returnTo: string;
  loginHint?: string | undefined;
  claims?: string | undefined;
}

/**
 * The first leg: sends the browser to the authority.
 *
 * The browser keeps, sealed, what the second leg has to know: by `state`, so that the answer is
 * matched to this browser and to this very sign-in (RFC 6749 10.12); `nonce`, so that the ID token
 * is (OpenID Connect Core 3.1.2.1); and the verifier, so that a stolen code is worth nothing
 * (RFC 7636).
 */
export async function beginSignIn(
  web: Web,
  request: Request,
  response: Response,
  { returnTo, loginHint, claims }: SignInRequest,
): Promise<void> {
  // The answer could not be taken.
  await web.storage.check();

  const crypto = new CryptoProvider();
  const { verifier, challenge } = await crypto.generatePkceCodes();
  const [state, nonce] = [crypto.createNewGuid(), crypto.createNewGuid()];

  const client = web.clients.newcomer();
  const url = await clientNetwork(client).call(() =>
    client.getAuthCodeUrl({
      scopes: [...web.config.scopes],
      redirectUri: web.redirectUri,
      // Query, not form_post: a cross-site POST would come back without this browser's cookies.
      responseMode: 'query',
      state,
      nonce,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      ...(loginHint ? { loginHint } : {}),
      ...(claims ? { claims } : {}),
    }),
  );

  const begunIn = signInOf(request);
  const known = { nonce, codeVerifier: verifier, returnTo };
  web.signIns.keep(request, response, state, {
    ...known,
    ...(claims ? { claims } : {}),
    ...(begunIn ? { begunIn } : {}),
  });
  response.redirect(url);
}

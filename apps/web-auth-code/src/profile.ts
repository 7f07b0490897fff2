import type { Request, Response } from 'express';
import { acquireToken, fetchWithToken } from '@entra-flows/auth-core';
import { apiAnswer } from '@entra-flows/sample-kit';
import { html, type Markup } from '@entra-flows/sample-kit/service';
import { endSession, signInOf } from './session.ts';
import { beginSignIn } from './sign-in.ts';
import type { Web } from './web-app.ts';
import { layout } from './pages/layout.ts';
import { signOutForm } from './pages/sign-out-form.ts';
import { textsFor } from './pages/texts.ts';

/** The user has to sign in, with these claims. */
class SignInNeeded extends Error {
  readonly claims: string | undefined;

  constructor(claims: string | undefined) {
    super('the user has to sign in');
    this.claims = claims;
  }
}

/** ms. A silent call that fails so soon after a sign-in would send the browser in a circle. */
const JUST_SIGNED_IN = 10_000;

/**
 * Silent first; the flow only where the user is needed; then the web API.
 *
 * The account is the session's own, and only its partition of the cache is read: one user never sees
 * the profile of another.
 */
export async function showProfile(web: Web, request: Request, response: Response): Promise<void> {
  const { account, signedInAt = 0 } = request.session;
  const signIn = signInOf(request);
  const returnTo = '/profile';
  if (!account || !signIn) return beginSignIn(web, request, response, { returnTo });

  const { config, clients } = web;
  const { client, tokens } = clients.of(signIn);
  const { scopes, graph } = config;
  let fromCache = true;
  const getToken = async (claims?: string) => {
    const result = await acquireToken(client, { scopes, account, claims }, async (needed) => {
      throw new SignInNeeded(needed.claims);
    });
    fromCache = result.fromCache;
    return result;
  };
  try {
    const me = await fetchWithToken(
      client,
      { url: `${graph}/me`, allowedOrigins: [graph] },
      getToken,
    );
    const page = profilePage(request, apiAnswer(me), fromCache);
    if (await tokens.isSignedOut()) return await overtaken(request, response);
    web.send(response, page);
  } catch (error) {
    if (!(error instanceof SignInNeeded)) throw error;
    if (await tokens.isSignedOut()) return overtaken(request, response);
    if (web.now() - signedInAt < JUST_SIGNED_IN) throw new SignedInInVainError();
    const loginHint = account.username;
    await beginSignIn(web, request, response, { returnTo, loginHint, claims: error.claims });
  }
}

/** The user signed out while this request was under way: it shows nothing, and begins no sign-in. */
async function overtaken(request: Request, response: Response): Promise<void> {
  await endSession(request);
  response.redirect(303, '/');
}

/** A fresh sign-in gave no token that can be used. */
export class SignedInInVainError extends Error {
  override readonly name = 'SignedInInVainError';
}

/** What the API said. The token itself stays on the server. */
function profilePage(request: Request, me: Record<string, unknown>, fromCache: boolean): Markup {
  const texts = textsFor(request);
  const { username = '' } = request.session.account ?? {};
  return layout(
    texts,
    texts.profile,
    html`<h1>${texts.profile}</h1>
      <p class="who">${texts.tokenFrom(username, fromCache)}</p>
      <p class="lead">${texts.graphAnswered}</p>
      <pre>${JSON.stringify(me, undefined, 2)}</pre>
      <p><a href="/">${texts.startPage}</a></p>
      ${signOutForm(request)}`,
  );
}

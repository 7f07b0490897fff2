import { type AccountInfo, ServerError } from '@azure/msal-node';
import { clientNetwork } from '@entra-flows/auth-core';
import type { NextFunction, Request, Response } from 'express';
import { newCsrfToken, renewSession, saveSession, signInOf } from './session.ts';
import type { Web } from './web-app.ts';

/** The answer belongs to no sign-in of this browser, or to one that is over. */
export class StrangeAnswerError extends Error {
  override readonly name = 'StrangeAnswerError';
}

/**
 * The second leg: the browser is back, with a code or an error, and this app redeems the code.
 *
 * A pending sign-in is used once, whatever comes of it: an answer that is sent again, or that
 * another browser was given, finds none. Where the user is signed in already (back, reload, a
 * bookmark), it leads to their page.
 */
export async function finishSignIn(
  web: Web,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  const { state, code, error } = request.query;
  if (state === undefined && code === undefined && error === undefined) return next();

  const pending = await web.signIns.take(request, response, state);
  if (!pending && signInOf(request)) return response.redirect(303, '/profile');
  if (!pending) throw new StrangeAnswerError();
  if (error !== undefined) throw refusal(request.query);
  if (typeof code !== 'string') throw new StrangeAnswerError();

  const client = web.clients.newcomer();
  const { scopes } = web.config;
  const { nonce, codeVerifier, claims, returnTo } = pending;
  const redeem = () =>
    client.acquireTokenByCode(
      {
        scopes: [...scopes],
        redirectUri: web.redirectUri,
        code,
        codeVerifier,
        ...(claims ? { claims } : {}),
        nonce,
      },
      // MSAL compares one of the two with the ID token's: up to 7.2.1 either, from 7.2.3 on the request's.
      { code, nonce },
    );
  const { account } = await clientNetwork(client).call(redeem, { nonce });
  if (!account) throw new StrangeAnswerError();
  const begunIn = signInOf(request) ?? pending.begunIn;
  const epoch = await web.clients.settle(client, account.homeAccountId, begunIn);
  // A sign-out in another tab, while this was under way, has the last word.
  if (epoch === undefined) return response.redirect(303, '/');

  await renewSession(request);
  request.session.account = identityOf(account);
  request.session.epoch = epoch;
  request.session.signedInAt = web.now();
  request.session.csrfToken = newCsrfToken();
  const signOutPage = await web.clients.signOutPage();
  if (signOutPage) request.session.signOutPage = signOutPage;
  await saveSession(request);
  response.redirect(303, returnTo);
}

/** MSAL's `account` holds the ID token; a session needs to know who it is, and no more. */
function identityOf(account: AccountInfo): AccountInfo {
  const { homeAccountId, environment, tenantId, username, localAccountId, name } = account;
  const identity = { homeAccountId, environment, tenantId, username, localAccountId };
  return name ? { ...identity, name } : identity;
}

/** The same class, and the same AADSTS text, as for an error of the token endpoint. */
function refusal(query: Request['query']): ServerError {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value.slice(0, 2000) : '';
  };
  return new ServerError(text('error'), '', text('error_description'), text('error_subcode'));
}

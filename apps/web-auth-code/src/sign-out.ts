import type { Request, Response } from 'express';
import { endSession, isOwnForm } from './session.ts';
import type { Web } from './web-app.ts';

/** A form that no page of this session sent. */
export class ForgedFormError extends Error {
  override readonly name = 'ForgedFormError';
}

/**
 * Ends the session, takes the user's tokens out of the cache of all instances, and then goes to the
 * authority's sign-out page, so that the next person at this browser is not signed in silently.
 *
 * A POST with the session's own token: a link on another page must not sign anybody out.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 */
export async function signOut(web: Web, request: Request, response: Response): Promise<void> {
  const { account, signOutPage } = request.session;
  if (!account) return response.redirect(303, '/');
  if (!isOwnForm(request)) throw new ForgedFormError();
  await web.clients.of(account.homeAccountId).tokens.remove();
  await endSession(request);
  response.redirect(303, signOutPage ? withReturn(signOutPage, web.redirectUri, account) : '/');
}

function withReturn(page: string, redirectUri: string, { username }: { username: string }): string {
  const url = new URL(page);
  url.searchParams.set('post_logout_redirect_uri', redirectUri);
  url.searchParams.set('logout_hint', username);
  return url.href;
}

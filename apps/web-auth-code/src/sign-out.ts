import type { Request, Response } from 'express';
import { endSession, isOwnForm, signInOf } from './session.ts';
import type { Web } from './web-app.ts';

/** A form that no page of this session sent. */
export class ForgedFormError extends Error {
  override readonly name = 'ForgedFormError';
}

/**
 * Takes the user's tokens out of the cache of all instances, which ends every session of theirs, and
 * then goes to the authority's sign-out page, so that the next user of this browser is not signed in
 * silently.
 *
 * Requires a POST with the session's own token: a link on another page must not sign the user out.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 */
export async function signOut(web: Web, request: Request, response: Response): Promise<void> {
  const { account, signOutPage } = request.session;
  const signIn = signInOf(request);
  if (!account || !signIn) return response.redirect(303, '/');
  const form = await readForm(request);
  if (!isOwnForm(request, form.get('csrf') ?? '')) throw new ForgedFormError();
  await web.clients.of(signIn).tokens.remove();
  await endSession(request);
  response.redirect(303, signOutPage ? withReturn(signOutPage, web.redirectUri, account) : '/');
}

/** Bytes: the form has one field. */
const MOST_OF_A_FORM = 1024;

/** Stops at a form that is too long. Express's own parser reads such a one to its end. */
function readForm(request: Request): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    let text = '';
    request
      .setEncoding('utf8')
      .on('data', (part: string) => {
        text += part;
        if (text.length <= MOST_OF_A_FORM) return;
        request.pause();
        reject(new ForgedFormError());
      })
      .once('end', () => resolve(new URLSearchParams(text)))
      .once('close', () => reject(new ForgedFormError()));
  });
}

function withReturn(page: string, redirectUri: string, { username }: { username: string }): string {
  const url = new URL(page);
  url.searchParams.set('post_logout_redirect_uri', redirectUri);
  url.searchParams.set('logout_hint', username);
  return url.href;
}

import { answerAskingApp } from '../authorize/answer-asking-app.ts';
import { beginSignIn } from '../authorize/begin-sign-in.ts';
import { disturbSignIn } from '../authorize/disturb-sign-in.ts';
import { readAuthorizationRequest } from '../authorize/read-authorization-request.ts';
import type { PageReply, Visit } from '../visit.ts';

export const path = '/:tenant/oauth2/v2.0/authorize';

/**
 * The authorize endpoint: where an app sends the browser.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 * @see RFC 6749 4.1.1
 */
export const show = (visit: Visit): Promise<PageReply> =>
  answerAskingApp(
    visit,
    'authorize',
    async (asking) =>
      (await disturbSignIn(visit)) ?? beginSignIn(visit, readAuthorizationRequest(visit, asking)),
  );

import type { RequestHandler } from 'express';
import { EntraError } from '../../errors/entra-error.ts';
import type { Reply } from '../../server/reply.ts';
import { answerAskingApp } from '../authorize/answer-asking-app.ts';
import { readAuthorizationRequest } from '../authorize/authorization-request.ts';
import { beginSignIn } from '../authorize/begin-sign-in.ts';
import { PageProblem } from '../page-problem.ts';
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

/** What Entra shows to the user instead of sending it to the app: the address is not vouched for. */
const onPage = [50011, 90002, 900144, 900971, 700016, 900023];

/** Stands for the true answer, which is a page. */
const truth: Reply = { status: 200, body: '' };

/**
 * Lets a fault answer in the place of the sign-in.
 *
 * @returns undefined when the sign-in continues, perhaps later
 * @throws EntraError for the app, PageProblem for the user
 */
async function disturbSignIn(visit: Visit): Promise<PageReply | undefined> {
  const { state, segment, query } = visit;
  try {
    const request = { segment, method: 'GET', get: (name: string) => query.get(name) };
    const outcome = await state.disturb('authorize', request, async () => truth);
    return outcome === truth ? undefined : { outcome };
  } catch (error) {
    if (!(error instanceof EntraError) || !onPage.includes(error.code ?? 0)) throw error;
    throw new PageProblem('app', 400, error.code, error.message);
  }
}

/** Characters; what is longer does not fit the head of the request that follows. */
const longest = 8 * 1024;

/**
 * Lets an app post its request (OpenID Connect Core 3.1.2.1). The form of another site comes without
 * our cookies (SameSite=Lax), so a redirect makes the browser send it again as a GET, with cookies.
 */
export const postAsGet: RequestHandler = (request, response, next) => {
  const form = Buffer.isBuffer(request.body) ? request.body.toString() : '';
  const query = new URLSearchParams(form).toString();
  if (query.length > longest) return next(new Error('the posted request is too long'));
  response.redirect(303, `?${query}`);
};

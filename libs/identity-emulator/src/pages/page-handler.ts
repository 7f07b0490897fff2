import type { Request, RequestHandler, Response } from 'express';
import { firstLanguage, LANGUAGES, pageLanguage } from '@entra-flows/primitives/language';
import type { ProtocolState } from '../protocol/protocol-state.ts';
import { sendOutcome } from '../server/reply.ts';
import { sameSecret } from '../server/secret.ts';
import { browserSession, cookieOf, setCookie } from './browser-session.ts';
import { contentPolicy, layout } from './layout.ts';
import { formTarget } from './authorize/send-back.ts';
import { type Answer, answerVisit, problemOf } from './answer-visit.ts';
import { flowOf, PageProblem, problemPage } from './page-problem.ts';
import type { PageReply, PagesState, Visit } from './visit.ts';
import { type Language, texts } from './texts/texts.ts';

/** Makes Express handlers of a step's functions. @param path of the step, as the trace has it */
export function pageHandler(
  state: ProtocolState,
  pages: PagesState,
  path: string,
  answer: Answer,
): RequestHandler {
  return async (request, response) => {
    const visit = readVisit(state, pages, request, response);
    const method = request.method === 'POST' ? 'POST' : 'GET';
    const answerForm = (asked: Visit) =>
      (method === 'POST' && checkForm(asked, request)) || answer(asked);
    try {
      send(response, await answerVisit(visit, method, path, answerForm), visit);
    } catch (error) {
      send(response, problemPage(problemOf(visit, error), visit), visit);
    }
  };
}

function readVisit(
  state: ProtocolState,
  pages: PagesState,
  request: Request,
  response: Response,
): Visit {
  const addresses = state.addressesFor(request.headers.host);
  const origin = addresses.pagesOrigin;
  const query = new URLSearchParams(/\?.*/.exec(request.originalUrl)?.[0]);
  const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString() : '');
  const segment = String(request.params['tenant'] ?? '');
  const spoken = texts[chooseLanguage(request, response, query, origin)];
  const session = browserSession(request, response, origin);
  return { state, pages, addresses, texts: spoken, ...session, segment, query, form };
}

/**
 * A form must come from a page of this origin and this session.
 *
 * @returns where its page is shown again: the browser signed in meanwhile, in another tab
 */
function checkForm(visit: Visit, request: Request): PageReply | undefined {
  const { form, formToken } = visit;
  const origin = request.get('origin');
  const own = `${visit.state.pagesScheme}://${request.get('host')?.toLowerCase()}`;
  const isOurs = origin === undefined || origin === own;
  if (isOurs && sameSecret(form.get('form_token') ?? '', formToken)) return undefined;
  // A client reads no more than 16 KB of headers, and the path comes back in one.
  const flow = origin === own && request.path.length < 8192 && flowOf(visit);
  if (!flow) throw new PageProblem('strangeForm', 403);
  return { redirect: `${request.path}?flow=${flow.id}` };
}

function send(response: Response, reply: PageReply, visit: Visit): void {
  if ('redirect' in reply) return response.redirect(303, reply.redirect);
  if ('outcome' in reply) return sendOutcome(response, reply.outcome, '');
  const policy = contentPolicy(reply.formTarget ?? targetOf(visit), reply.hasScript);
  response
    .status(reply.status ?? 200)
    .type('html')
    .set('content-security-policy', policy)
    .send(layout(reply, visit.texts, here(visit)));
}

/** Where the same page is found again: that of a form by the flow in the form. */
function here({ query, form }: Visit): URLSearchParams {
  const flow = form.get('flow');
  return flow === null ? query : new URLSearchParams({ flow });
}

/** The answer to a form may be a redirect to the app, and browsers hold that against the form. */
function targetOf(visit: Visit): string | undefined {
  const flow = flowOf(visit);
  return flow && 'redirectUri' in flow.goal ? formTarget(flow.goal.redirectUri) : undefined;
}

const NAMES = new RegExp(`^(${LANGUAGES.join('|')})$`);

/**
 * The language of a page: the one that the user chose (`mkt`) or the app asked for (`ui_locales`), which
 * is remembered until the browser is closed; else the one that the browser asks for.
 */
function chooseLanguage(
  request: Request,
  response: Response,
  query: URLSearchParams,
  origin: string,
): Language {
  const wished = `${query.get('mkt') ?? ''} ${query.get('ui_locales') ?? ''}`;
  const chosen = firstLanguage(wished.split(' '));
  if (chosen) setCookie(response, origin, 'language', chosen);
  const remembered = chosen ?? cookieOf(request, origin, 'language', NAMES);
  return pageLanguage(remembered, request.get('accept-language'));
}

import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AuthCoreError, describeAuthError, formatAuthError } from '@entra-flows/auth-core';
import { plainLine } from '@entra-flows/sample-kit';
import { ApiError, html, type Markup } from '@entra-flows/sample-kit/service';
import { RedisStoreError } from '@entra-flows/token-cache-redis';
import { type ProblemCode, type Texts, textsFor } from './pages/texts.ts';
import { WrongHostError } from './own-address.ts';
import { SignedInInVainError } from './profile.ts';
import { StrangeAnswerError } from './redirect.ts';
import { SessionStoreError } from './session.ts';
import { ForgedFormError } from './sign-out.ts';
import type { Web } from './web-app.ts';
import { layout } from './pages/layout.ts';

/** Every failure ends on a page: what happened, why, what to do next. */
export function showError({ send, log }: Web): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const texts = textsFor(request);
    const advice = adviceFor(error, texts);
    // A code may come from an answer that was forged in the address bar.
    const { status, code, mistake } = advice;
    log(plainLine(`${status} ${code}${mistake ? `: ${mistake}` : ''}`, mistake ? 300 : 100));
    // The page is on its way already; all that is left is to end the connection.
    if (response.headersSent) return void response.destroy();
    if (advice.status === 503) response.setHeader('retry-after', '5');
    send(response, errorPage(texts, advice), advice.status);
  };
}

/** For whatever no route answers; not worth a line in the log. */
export const showNoSuchPage =
  ({ send }: Web): RequestHandler =>
  (request, response) => {
    const texts = textsFor(request);
    send(response, errorPage(texts, advise(texts, 'page_unknown')), STATUS.page_unknown);
  };

function adviceFor(error: unknown, texts: Texts): Advice {
  // Sessions and tokens are in one store, which says what is wrong with it.
  if (isStoreError(error)) return storeAdvice(error, texts);
  if (error instanceof SessionStoreError) {
    return isStoreError(error.cause)
      ? storeAdvice(error.cause, texts)
      : advise(texts, 'store_unreachable');
  }
  if (error instanceof StrangeAnswerError) return advise(texts, 'state_unknown');
  if (error instanceof ForgedFormError) return advise(texts, 'form_refused');
  if (error instanceof SignedInInVainError) return advise(texts, 'no_token_after_sign_in');
  if (error instanceof WrongHostError) return advise(texts, 'host_unknown');
  if (error instanceof ApiError)
    return { status: 502, code: 'api_error', heading: texts.apiDown, text: error.message };
  if (isHttpError(error)) return { ...advise(texts, 'bad_request'), status: error.status };
  const { language } = texts;
  // A visitor of a web app has no other flow.
  const description = describeAuthError(error, { flow: 'interactive', possible: [], language });
  const { support, ...parts } = description;
  const { code, retryable, category } = description.diagnosis;
  const text = formatAuthError(parts);
  const failure = { code, heading: texts.failed, text, support };
  // Of this program, such as a scope that is none: whoever runs it reads what is wrong in the log.
  if (category === 'config.client-library')
    return { ...failure, status: 500, mistake: description.details };
  return { ...failure, status: retryable ? 503 : 400 };
}

const storeAdvice = (error: AuthCoreError, texts: Texts): Advice => ({
  status: 503,
  code: isRefused(error) ? `store_refused ${error.failure.word}` : 'store_unreachable',
  heading: isRefused(error) ? texts.storeRefuses : texts.storeDown,
  text: error.errorMessage,
});

const STATUS: Record<ProblemCode, number> = {
  bad_request: 400,
  store_unreachable: 503,
  state_unknown: 400,
  host_unknown: 421,
  page_unknown: 404,
  form_refused: 403,
  no_token_after_sign_in: 502,
};

/** Those that another sign-in would not change. */
const LEADS_TO_START: ReadonlySet<ProblemCode> = new Set([
  'bad_request',
  'page_unknown',
  'form_refused',
]);

const advise = ({ problems }: Texts, code: ProblemCode): Advice => ({
  ...problems[code],
  code,
  status: STATUS[code],
  leadsToStart: LEADS_TO_START.has(code),
});

const isStoreError = (error: unknown): error is AuthCoreError =>
  error instanceof AuthCoreError && error.errorCode === 'cache_unusable';

const isRefused = (error: AuthCoreError): error is RedisStoreError =>
  error instanceof RedisStoreError && error.failure.isRefusal;

/** What Express and its body parser refuse. */
const isHttpError = (error: unknown): error is { status: number } => {
  const { status, expose } = Object(error) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true;
};

/** What a page tells the user when something has failed. */
interface Advice {
  status: number;
  /** Stable, for the log. */
  code: string;
  heading: string;
  /** What happened, why, and what to do next. */
  text: string;
  /** What the program did wrong, where that is what failed; for the log. */
  mistake?: string | undefined;
  /** What the user reads out to support; the code when absent. */
  support?: string;
  /** Whether to go on at the start page, as another sign-in would not help. */
  leadsToStart?: boolean;
}

const errorPage = (texts: Texts, advice: Advice): Markup => {
  const { heading, text, code, support = `${texts.code} ${code}`, leadsToStart } = advice;
  const next = leadsToStart
    ? html`<p><a class="button" href="/">${texts.startPage}</a></p>`
    : html`<p><a class="button" href="/sign-in">${texts.signInAgain}</a></p>
        <p><a href="/">${texts.startPage}</a></p>`;
  return layout(
    texts,
    heading,
    html`<p class="sign no" aria-hidden="true">✕</p>
      <h1>${heading}</h1>
      <p class="lines">${text}</p>
      ${next}
      <div class="details"><p>${support}</p></div>`,
  );
};

import { AuthCoreError, describeAuthError, formatAuthError } from '@entra-flows/auth-core';
import { plainLine } from '@entra-flows/sample-kit';
import { ApiError } from '@entra-flows/sample-kit/service';
import { RedisStoreError } from '@entra-flows/token-cache-redis';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type Advice, errorPage } from './pages/error-page.ts';
import { WrongHostError } from './own-address.ts';
import { SignedInInVainError } from './profile.ts';
import { StrangeAnswerError } from './redirect.ts';
import { SessionStoreError } from './session.ts';
import { ForgedFormError } from './sign-out.ts';
import type { Web } from './web-app.ts';

/** Every failure ends on a page: what happened, why, what to do next. */
export function showError({ send, log }: Web): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const advice = adviceFor(error);
    // A code may come from an answer that was forged in the address bar.
    log(plainLine(`${advice.status} ${advice.code}`, 100));
    // The page is on its way already; all that is left is to end the connection.
    if (response.headersSent) return void response.destroy();
    if (advice.status === 503) response.setHeader('retry-after', '5');
    send(response, errorPage(advice), advice.status);
  };
}

/** For whatever no route answers; not worth a line in the log. */
export const showNoSuchPage =
  ({ send }: Web): RequestHandler =>
  (_request, response) =>
    send(response, errorPage(noSuchPage), noSuchPage.status);

function adviceFor(error: unknown): Advice {
  // Sessions and tokens are in one store, which says what is wrong with it.
  if (isStoreError(error)) return storeAdvice(error);
  if (error instanceof SessionStoreError) {
    return isStoreError(error.cause) ? storeAdvice(error.cause) : sessionsLost;
  }
  if (error instanceof StrangeAnswerError) return strangeAnswer;
  if (error instanceof ForgedFormError) return forgedForm;
  if (error instanceof SignedInInVainError) return signedInInVain;
  if (error instanceof WrongHostError) return wrongHost;
  if (error instanceof ApiError) {
    return {
      status: 502,
      code: 'api_error',
      heading: 'The API did not answer',
      text: error.message,
    };
  }
  if (isHttpError(error)) {
    return {
      status: error.status,
      code: 'bad_request',
      heading: 'That request makes no sense',
      text: 'Go back to the start page.',
    };
  }
  const description = describeAuthError(error, { flow: 'interactive', language: 'en' });
  const { code, retryable } = description.diagnosis;
  const text = formatAuthError(description);
  return { status: retryable ? 503 : 400, code, heading: 'The sign-in did not work', text };
}

const storeAdvice = (error: AuthCoreError): Advice => ({
  status: 503,
  code: isRefused(error) ? `store_refused ${error.failure.word}` : 'store_unreachable',
  heading: isRefused(error) ? 'The app cannot use its store' : 'The app cannot reach its store',
  text: error.errorMessage,
});

const sessionsLost: Advice = {
  status: 503,
  code: 'store_unreachable',
  heading: 'The app cannot reach its store',
  text:
    'The store of the sessions does not answer. Nobody was signed out by that: once it answers, go on ' +
    'where you were. Try again in a moment.',
};

const strangeAnswer: Advice = {
  status: 400,
  code: 'state_unknown',
  heading: 'This answer was not expected',
  text:
    'The browser came back with the answer to a sign-in that did not begin in it, or that is over: it ' +
    'took more than 30 minutes, the page was loaded again, a link to it was followed, cookies are ' +
    'blocked, or the app has lost it (it was started again, or its store was emptied). Nothing was ' +
    'done with it. If you did not want to sign in, close the page; otherwise begin again.',
};

const wrongHost: Advice = {
  status: 421,
  code: 'host_unknown',
  heading: 'This app has another address',
  text:
    'The request was meant for a host that is not this app. Open the address that it printed when it ' +
    'was started. Behind a proxy, set PUBLIC_URL to the address that browsers use, and let the proxy ' +
    'pass on the Host header or put its own target there.',
};

const noSuchPage: Advice = {
  status: 404,
  code: 'page_unknown',
  heading: 'There is no such page',
  text: 'The address is mistyped, or the page is no longer there. Go on from the start page.',
};

const forgedForm: Advice = {
  status: 403,
  code: 'form_refused',
  heading: 'You were not signed out',
  text: 'The request did not come from a page of your session. Open the start page and sign out there.',
};

const signedInInVain: Advice = {
  status: 502,
  code: 'no_token_after_sign_in',
  heading: 'You signed in, but there is no token',
  text:
    'The sign-in worked, and right after it no token was there that can be used. Sign in again; if it ' +
    'stays so, tell the people who run this app that tokens get lost between two requests.',
};

const isStoreError = (error: unknown): error is AuthCoreError =>
  error instanceof AuthCoreError && error.errorCode === 'cache_unusable';

const isRefused = (error: AuthCoreError): error is RedisStoreError =>
  error instanceof RedisStoreError && error.failure.isRefusal;

/** What Express and its body parser refuse. */
const isHttpError = (error: unknown): error is { status: number } => {
  const { status, expose } = Object(error) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true;
};

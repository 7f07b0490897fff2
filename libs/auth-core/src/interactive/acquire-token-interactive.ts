import { createHash, randomBytes } from 'node:crypto';
import type { AuthenticationResult, AuthorizationUrlRequest } from '@azure/msal-node';
import { type MessageLanguage, messageLanguage } from '@entra-flows/primitives/language';
import { withTimeout } from '@entra-flows/primitives/race-with-signal';
import { publishStep } from '../diagnostics-channels.ts';
import { shownRequestFields, shownResponseFields } from '../http/exchange-fields.ts';
import { shownAddress } from '../http/record-exchanges.ts';
import { withCallContext } from '../msal/call-context.ts';
import { checkFlowRequest } from '../requests/check-request.ts';
import { clientAuthError, interactiveCancelled } from '../msal/msal-errors.ts';
import { type AnswerReceiver, type AuthorizationAnswer, codeFromAnswer } from './read-callback.ts';
import { openLoopbackReceiver } from './loopback-receiver.ts';
import { failurePage, successPage } from './outcome-page.ts';
import { openSchemeReceiver, type SchemeRedirect } from './scheme-receiver.ts';
import { ownTexts } from '../errors/own-texts.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** A request for a browser sign-in: MSAL's own, without what this library makes itself. */
export interface InteractiveFlowRequest extends Omit<
  AuthorizationUrlRequest,
  'redirectUri' | 'responseMode' | 'codeChallenge' | 'codeChallengeMethod' | 'state' | 'nonce'
> {
  /**
   * Opens the address in the system browser. A rejected promise ends the flow with
   * `browser_not_opened`. The address is not secret, but the user who opens it signs in to this app.
   *
   * `shortUrl` leads there in a few letters, for a user who opens it by hand, for as long as the flow
   * waits; missing with `redirect`.
   */
  openBrowser: (url: string, shortUrl?: string) => void | Promise<void>;
  /** Of the loopback address that the browser comes back to; any free one when missing. */
  port?: number | undefined;
  /**
   * Comes back by a scheme of the program's own instead of loopback, for programs that the system
   * opens with it. Other programs can register it too, and the browser gets no last page.
   */
  redirect?: SchemeRedirect | undefined;
  /** Seconds that the user has. Default 300. */
  timeout?: number | undefined;
  /** Ends the flow at once, also in the middle of a request. */
  signal?: AbortSignal | undefined;
  /** Of the last page in the browser; English where it has no other. Default: `messageLanguage()`. */
  language?: MessageLanguage | undefined;
  /** Name of the app on the last page in the browser, as users know it. Default: none is shown. */
  appName?: string | undefined;
}

/**
 * The authorization code grant with PKCE: opens a browser on this machine, waits on loopback until
 * the user has signed in or cancelled there, redeems the code, and only then shows in the browser
 * how it ended.
 *
 * Register `http://localhost` as a redirect URI of the platform "Mobile and desktop
 * applications"; Entra ignores the port.
 *
 * @param client - configured by `publicClientConfiguration`
 * @throws {ServerError | InteractionRequiredAuthError} the authority's answer, `access_denied` for
 *   a user who cancelled in the browser
 * @throws {ClientAuthError} `user_timeout_reached`; `user_canceled` when `signal` is aborted
 * @throws {AuthCoreError} `browser_not_opened`; `authority_mismatch` when `authority` is on another
 *   host than the client's
 * @throws {TypeError | RangeError} for a request that no flow can work with, before a browser opens
 * @throws {NodeJS.ErrnoException} EADDRINUSE when `port` is taken
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 * @see RFC 8252
 * @example
 * await acquireTokenInteractive(client, { scopes: ['User.Read'], openBrowser: (url) => open(url) });
 */
export async function acquireTokenInteractive(
  client: PublicClient,
  request: InteractiveFlowRequest,
): Promise<AuthenticationResult> {
  checkFlowRequest(client, request, 'openBrowser');
  const { signal, port = 0, redirect, language = messageLanguage(), appName } = request;
  const shown = { language, appName };
  if (signal?.aborted) throw interactiveCancelled(signal.reason);
  const state = secret();
  const receiver = redirect
    ? openSchemeReceiver(redirect, state)
    : await openLoopbackReceiver({ port, state });
  try {
    const result = await signIn(client, request, { receiver, state });
    await receiver.finish(() => successPage(shown, result.account?.username));
    return result;
  } catch (error) {
    const reason = signal?.aborted ? interactiveCancelled(signal.reason) : error;
    await receiver.finish(() => failurePage(shown, reason));
    throw reason;
  }
}

async function signIn(
  client: PublicClient,
  request: InteractiveFlowRequest,
  { receiver, state }: { receiver: AnswerReceiver; state: string },
): Promise<AuthenticationResult> {
  const { openBrowser, port: _, redirect: __, timeout = 300, signal, ...rest } = request;
  const { language: ___, appName: ____, ...asked } = rest;
  const { redirectUri, responseMode, answer } = receiver;
  const nonce = secret();
  const codeVerifier = secret();
  const url = await withCallContext({ signal }, () =>
    client.getAuthCodeUrl({
      ...asked,
      scopes: [...asked.scopes],
      redirectUri,
      responseMode,
      codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      codeChallengeMethod: 'S256',
      state,
      nonce,
    }),
  );
  publishStep('authorize', () => shownUrl(url), asked.correlationId);
  const answered = await waitForUser(answer, {
    open: () => openBrowser(new URL(url).href, receiver.shorten?.(url)),
    timeout,
    signal,
  });
  publishStep('redirect', () => shownAnswer(answered), asked.correlationId);
  const code = codeFromAnswer(answered, responseMode);
  const clientInfo = answered.parameters.get('client_info');
  const { scopes, authority, claims, correlationId, extraQueryParameters } = asked;
  // No deadline from here on: the token is on its way, and the network has deadlines of its own.
  return withCallContext({ signal, nonce }, () =>
    client.acquireTokenByCode({
      scopes: [...scopes],
      ...(authority ? { authority } : {}),
      ...(claims ? { claims } : {}),
      ...(correlationId ? { correlationId } : {}),
      ...(extraQueryParameters ? { extraQueryParameters } : {}),
      ...(clientInfo ? { clientInfo } : {}),
      redirectUri,
      code,
      codeVerifier,
      nonce,
    }),
  );
}

function shownUrl(url: string) {
  const request = shownRequestFields([...new URL(url).searchParams]);
  return { url: shownAddress(url), request };
}

function shownAnswer({ parameters, byQuery }: AuthorizationAnswer) {
  const responseMode = byQuery ? ('query' as const) : ('form_post' as const);
  const error = parameters.get('error');
  if (error === null) return { outcome: 'code' as const, responseMode };
  const { error: code = '' } = shownResponseFields([['error', error]]);
  return { outcome: 'refused' as const, responseMode, code };
}

/** 256 bits: what the answer (state), the token (nonce) and this program (RFC 7636, 4.1) must bring back. */
const secret = () => randomBytes(32).toString('base64url');

interface WaitOptions {
  /** Opens the browser; a failure ends the wait. */
  open: () => void | Promise<void>;
  /** Seconds. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

/**
 * Opens the browser and waits for its answer, up to a deadline: a program does not learn that a tab was
 * closed.
 *
 * @throws {AuthCoreError} `browser_not_opened`
 * @throws {ClientAuthError} `user_timeout_reached`
 * @throws the reason of the signal
 */
async function waitForUser<Answer>(
  answer: Promise<Answer>,
  { open, timeout, signal }: WaitOptions,
): Promise<Answer> {
  signal?.throwIfAborted();
  const opened = (async () => open())().then(
    () => answer,
    (error: unknown) => {
      throw notOpened(error);
    },
  );
  const late = () => timedOut(timeout);
  return withTimeout(Promise.race([answer, opened]), timeout * 1000, late, signal);
}

function timedOut(seconds: number): Error {
  return clientAuthError(
    'user_timeout_reached',
    `nobody finished the sign-in in the browser within ${seconds} s`,
  );
}

function notOpened(cause: unknown): AuthCoreError {
  return new AuthCoreError('browser_not_opened', ownTexts().browserNotOpened, { cause });
}

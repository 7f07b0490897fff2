import { setTimeout as delay } from 'node:timers/promises';
import { clientAuthError } from '../msal/msal-errors.ts';
import { publishStep } from '../diagnostics-channels.ts';
import { shownResponseFields } from '../http/exchange-fields.ts';
import { DeadlineError } from '../http/deadline.ts';
import type { DeviceCode } from './device-code.ts';
import { type NotYet, type Pace, paceAfter } from './poll-interval.ts';
import { type HttpRequest, type HttpResponse, jsonObject, type Send } from '../http/http.ts';
import { isFinal, isInvalidResponse, serverError } from '../msal/server-error.ts';
import { retryAfter } from '../http/retry-after.ts';
import { isTransientAnswer, isTransientError } from '../http/retry.ts';

/** What a poll brought, for a program that shows how the wait goes on. */
export interface PollEvent {
  /** Not signed in yet, asked to slow down, or no usable answer. */
  kind: NotYet['kind'];
  /** Seconds until the next poll. */
  wait: number;
  /** Seconds between two polls from now on, without what a fault adds. */
  interval: number;
  /** With `fault`: why there was no usable answer. */
  error?: unknown;
}

export interface PollingOptions {
  code: DeviceCode;
  /** Seconds that the caller gives the user, when less than the code's own life. */
  timeout?: number | undefined;
  /** Seconds before the first poll. */
  firstWait?: number;
  signal: AbortSignal;
  onPoll?: ((event: PollEvent) => void) | undefined;
}

/**
 * The polling loop of RFC 8628, 3.5: waits until the user has answered, the code has run out,
 * the caller's timeout has passed, or the call is aborted.
 *
 * Time is monotonic, so that a clock set right in mid-flow neither ends nor prolongs the wait.
 *
 * @throws {ClientAuthError} `device_code_expired`, `user_timeout_reached`; when the last polls were
 *   faults, with the last fault as `cause`, and `unanswered: true` if no poll ever had an answer
 * @throws the reason of `signal`, and what `poll` throws
 */
export async function pollUntilFinal(poll: Poll, options: PollingOptions): Promise<HttpResponse> {
  const { code, onPoll, firstWait = 0 } = options;
  const end = deadlineOf(options);
  const signal = AbortSignal.any([options.signal, end.signal]);
  let pace: Pace = { interval: code.interval, faults: 0 };
  const polls: Polls = { answered: false };
  try {
    if (firstWait) await delay(firstWait * 1000, undefined, { signal });
    for (;;) {
      polls.firstAt ??= performance.now();
      const outcome = await poll(signal);
      if ('final' in outcome) return outcome.final;
      const { wait, ...next } = paceAfter(pace, outcome);
      pace = next;
      const { kind, error } = outcome;
      publishStep('poll', () => ({ outcome: kind, wait, interval: next.interval }));
      polls.answered ||= kind !== 'fault';
      polls.fault = kind === 'fault' ? error : undefined;
      const { interval } = pace;
      onPoll?.({ kind, wait, interval, ...(error === undefined ? {} : { error }) });
      await delay(wait * 1000, undefined, { signal });
    }
  } catch (error) {
    // Whatever the interrupted request said: the reason is why it was interrupted.
    if (end.signal.aborted && !options.signal.aborted) throw blaming(end.signal, polls);
    if (signal.aborted) throw signal.reason;
    throw error;
  } finally {
    clearTimeout(end.timer);
  }
}

/** Ends the loop when the code has run out or `timeout` has passed, whichever comes first. */
function deadlineOf({ code: { expiresIn }, timeout }: PollingOptions) {
  const shorter = timeout && timeout < expiresIn ? timeout : undefined;
  const reason = shorter
    ? clientAuthError('user_timeout_reached', `nobody signed in within ${shorter} s`)
    : clientAuthError('device_code_expired', `the code ran out after ${expiresIn} s`);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason), (shorter ?? expiresIn) * 1000);
  return { signal: controller.signal, timer };
}

/** What is known of the polls when time is up. */
interface Polls {
  answered: boolean;
  /** Set when the last poll was one. */
  fault?: unknown;
  /** When the first one began, by the monotonic clock. */
  firstAt?: number;
}

/** With nothing but faults, or nothing at all, the network is to blame and not the user. */
function blaming({ reason }: AbortSignal, { answered, fault, firstAt }: Polls): Error {
  const error = reason as Error;
  const silent = !answered && firstAt !== undefined;
  const cause = fault ?? (silent ? new DeadlineError(undefined, since(firstAt)) : undefined);
  if (cause === undefined) return error;
  return Object.assign(error, { cause }, answered ? {} : { unanswered: true });
}

/** Whole ms, so that the message is one to read. */
function since(start: number): number {
  return Math.round(performance.now() - start);
}

export type PollOutcome = { final: HttpResponse } | NotYet;

/** Asks the token endpoint once. `signal` takes the place of the call's own. */
export type Poll = (signal?: AbortSignal) => Promise<PollOutcome>;

/**
 * Asks the token endpoint once, and sorts its answer (RFC 8628, 3.5).
 *
 * @throws {ServerError | InteractionRequiredAuthError} the authority's final no
 * @throws a fault that does not pass by itself: an untrusted certificate, an abort
 */
export async function pollOnce(send: Send, request: HttpRequest): Promise<PollOutcome> {
  let response: HttpResponse;
  try {
    response = await send(request);
  } catch (error) {
    const passing = isTransientError(error) || (isInvalidResponse(error) && !isFinal(error));
    if (request.signal?.aborted || !passing) throw error;
    return { kind: 'fault', error };
  }
  const body = jsonObject(response);
  if (body?.['error'] === 'authorization_pending') return { kind: 'pending' };
  if (body?.['error'] === 'slow_down') return { kind: 'slow-down' };
  if (!body || isTransientAnswer(response)) {
    const asked = retryAfter(response, Date.now());
    const error = serverError(response);
    return { kind: 'fault', error, ...(asked === undefined ? {} : { retryAfter: asked / 1000 }) };
  }
  if (body['error'] !== undefined || response.status >= 400) {
    publishStep('poll', () => ({ outcome: 'refused' as const, ...refusalOf(body) }));
    throw serverError(response);
  }
  publishStep('poll', () => ({ outcome: 'done' as const }));
  return { final: response };
}

function refusalOf({ error }: Record<string, unknown>): { code?: string } {
  const { error: code } = shownResponseFields([['error', error]]);
  return code === undefined ? {} : { code };
}

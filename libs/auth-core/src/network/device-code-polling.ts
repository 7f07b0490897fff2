import { setTimeout as delay } from 'node:timers/promises';
import { ClientAuthError } from '@azure/msal-node';
import { currentCall } from './call-context.ts';
import { type DeviceCode, deviceCodeResponse, readDeviceCode } from './device-code.ts';
import { isDeviceAuthorization, isDeviceCodePoll } from './device-code-request.ts';
import { type HttpRequest, type HttpResponse, jsonObject, type Send } from './http.ts';
import { retryAfter } from './retry-after.ts';
import { serverError } from './server-error.ts';
import { isPassingAnswer, isPassingFault } from './transient.ts';

/** RFC 8628, 3.5: "the interval MUST be increased by 5 seconds for this and all subsequent requests" */
const SLOW_DOWN = 5;
/** The longest pause between two tries while the authority is in trouble, in seconds. */
const LONGEST_BACKOFF = 60;

/** What a poll brought, for a program that shows how the wait goes on. */
export interface PollEvent {
  kind: 'pending' | 'slow-down' | 'fault';
  /** Seconds until the next poll. */
  wait: number;
  /** With `fault`: why there was no usable answer. */
  error?: unknown;
}

/** One device code flow, from its call to the loop below. */
export interface DeviceCodePolling {
  /** Seconds that the caller gives the person, when less than the code's own life. */
  timeout?: number;
  onDeviceCode(code: DeviceCode): void;
  onPoll?(event: PollEvent): void;
  /** Set when the code has come; in ms of the loop's clock. */
  startedAt?: number;
  code?: DeviceCode;
}

export interface PollingClock {
  /** ms; monotonic, so that a clock set right in mid-flow neither ends nor prolongs the wait. */
  now(): number;
  random(): number;
}

const SYSTEM: PollingClock = { now: () => performance.now(), random: Math.random };

/**
 * Owns the polling loop of RFC 8628, 3.5 below MSAL, which sees one final answer.
 *
 * MSAL ends the flow on slow_down, on a dropped connection and on any gateway error, spins
 * without an interval, and drops the error's details. Here the wait goes on until the person has
 * answered, the code has run out, the caller's timeout has passed, or the call is aborted.
 */
export function withDeviceCodePolling(send: Send, clock: PollingClock = SYSTEM): Send {
  return async (request) => {
    const flow = currentCall()?.deviceCode;
    if (!flow) return send(request);
    if (isDeviceAuthorization(request)) {
      const code = readDeviceCode(await send(request));
      flow.code = code;
      flow.startedAt = clock.now();
      flow.onDeviceCode(code);
      return deviceCodeResponse(code);
    }
    return isDeviceCodePoll(request) ? pollUntilFinal(send, request, flow, clock) : send(request);
  };
}

async function pollUntilFinal(
  send: Send,
  request: HttpRequest,
  flow: DeviceCodePolling,
  clock: PollingClock,
): Promise<HttpResponse> {
  const { code, startedAt = clock.now() } = flow;
  let interval = code?.interval ?? SLOW_DOWN;
  let faults = 0;
  const end = deadlineOf(flow, startedAt, clock);
  const signal = request.signal ? AbortSignal.any([request.signal, end.signal]) : end.signal;
  try {
    for (;;) {
      const outcome = await pollOnce(send, { ...request, signal }, clock.now);
      if ('final' in outcome) return outcome.final;
      if (outcome.kind === 'slow-down') interval += SLOW_DOWN;
      faults = outcome.kind === 'fault' ? faults + 1 : 0;
      const backoff = faults && backoffAfter(faults, clock.random);
      const wait = Math.max(interval, backoff, outcome.retryAfter ?? 0);
      const { kind, error } = outcome;
      flow.onPoll?.({ kind, wait, ...(error === undefined ? {} : { error }) });
      await delay(wait * 1000, undefined, { signal });
    }
  } catch (error) {
    // Whatever the interrupted request said: the reason is why it was interrupted.
    if (signal.aborted) throw signal.reason;
    throw error;
  } finally {
    clearTimeout(end.timer);
  }
}

type Outcome =
  { final: HttpResponse } | { kind: PollEvent['kind']; retryAfter?: number; error?: unknown };

async function pollOnce(send: Send, request: HttpRequest, now: () => number): Promise<Outcome> {
  let response: HttpResponse;
  try {
    response = await send(request);
  } catch (error) {
    if (request.signal?.aborted || !isPassingFault(error)) throw error;
    return { kind: 'fault', error };
  }
  const body = jsonObject(response);
  if (body?.['error'] === 'authorization_pending') return { kind: 'pending' };
  if (body?.['error'] === 'slow_down') return { kind: 'slow-down' };
  if (!body || isPassingAnswer(response)) {
    const asked = retryAfter(response, now());
    const error = serverError(response);
    return { kind: 'fault', error, ...(asked === undefined ? {} : { retryAfter: asked / 1000 }) };
  }
  if (body['error'] !== undefined || response.status >= 400) throw serverError(response);
  return { final: response };
}

/** 1, 2, 4 … seconds, the latter half of each by chance, so that a fleet does not come back as one. */
function backoffAfter(faults: number, random: () => number): number {
  const whole = Math.min(2 ** (faults - 1), LONGEST_BACKOFF);
  return whole * (0.5 + random() / 2);
}

/** Ends the loop when the code runs out or the caller's patience does, whichever comes first. */
function deadlineOf(flow: DeviceCodePolling, startedAt: number, clock: PollingClock) {
  const life = flow.code?.expiresIn ?? 0;
  const patience = flow.timeout && flow.timeout < life ? flow.timeout : undefined;
  const reason = patience
    ? new ClientAuthError('user_timeout_reached', '', `nobody signed in within ${patience} s`)
    : new ClientAuthError('device_code_expired', '', `the code ran out after ${life} s`);
  const controller = new AbortController();
  const left = startedAt + (patience ?? life) * 1000 - clock.now();
  const timer = setTimeout(() => controller.abort(reason), Math.max(0, left));
  return { signal: controller.signal, timer };
}

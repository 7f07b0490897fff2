import { setTimeout as delay } from 'node:timers/promises';
import { ClientAuthError } from '@azure/msal-node';
import type { DeviceCode } from './device-code.ts';
import type { Poll } from './device-code-polling.ts';
import type { HttpResponse } from './http.ts';
import type { NotYet } from './poll-once.ts';
import { type Pace, paceAfter } from './poll-pace.ts';

/** What a poll brought, for a program that shows how the wait goes on. */
export interface PollEvent {
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
  /** Seconds that the caller gives the person, when less than the code's own life. */
  timeout?: number | undefined;
  /** Seconds before the first poll. */
  firstWait?: number;
  signal: AbortSignal;
  onPoll?: ((event: PollEvent) => void) | undefined;
}

/**
 * The polling loop of RFC 8628, 3.5: waits until the person has answered, the code has run out,
 * the caller's timeout has passed, or the call is aborted.
 *
 * Time is monotonic, so that a clock set right in mid-flow neither ends nor prolongs the wait.
 *
 * @throws {ClientAuthError} `device_code_expired`, `user_timeout_reached`
 * @throws the reason of `signal`, and what `poll` throws
 */
export async function pollUntilFinal(poll: Poll, options: PollingOptions): Promise<HttpResponse> {
  const { code, onPoll, firstWait = 0 } = options;
  const end = deadlineOf(options);
  const signal = AbortSignal.any([options.signal, end.signal]);
  let pace: Pace = { interval: code.interval, faults: 0 };
  try {
    if (firstWait) await delay(firstWait * 1000, undefined, { signal });
    for (;;) {
      const outcome = await poll(signal);
      if ('final' in outcome) return outcome.final;
      const { wait, ...next } = paceAfter(pace, outcome);
      pace = next;
      const { kind, error } = outcome;
      const { interval } = pace;
      onPoll?.({ kind, wait, interval, ...(error === undefined ? {} : { error }) });
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

/** Ends the loop when the code runs out or the caller's patience does, whichever comes first. */
function deadlineOf({ code: { expiresIn }, timeout }: PollingOptions) {
  const patience = timeout && timeout < expiresIn ? timeout : undefined;
  const reason = patience
    ? new ClientAuthError('user_timeout_reached', '', `nobody signed in within ${patience} s`)
    : new ClientAuthError('device_code_expired', '', `the code ran out after ${expiresIn} s`);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason), (patience ?? expiresIn) * 1000);
  return { signal: controller.signal, timer };
}

import { raceWithSignal } from '@entra-flows/primitives/race-with-signal';
import { publishStep } from '../diagnostics-channels.ts';
import type { Send } from './http.ts';

/** A request that got no answer in time. `code` lets the retry decorators see it as a passing fault. */
export class DeadlineError extends Error {
  readonly code = 'ERR_DEADLINE';
  override readonly name = 'DeadlineError';
  declare readonly host?: string;

  /** @param origin - of the server, where it is known */
  constructor(origin: string | undefined, ms: number) {
    super(`no answer from ${origin ?? 'the authority'} within ${ms / 1000} s`);
    if (origin) this.host = new URL(origin).host;
  }
}

/** By its code, since `instanceof` fails for errors of another realm. */
export function isDeadline(error: unknown): boolean {
  return (Object(error) as { code?: unknown }).code === 'ERR_DEADLINE';
}

/**
 * Gives each request a deadline, so that a server that accepts and never answers costs at most
 * `ms`.
 *
 * @param longWait - ms after which subscribers of the channels are told of the wait; never when absent
 * @throws {DeadlineError} when it passed
 */
export function withDeadline(send: Send, ms: number, longWait?: number): Send {
  return async (request) => {
    const told = longWait === undefined ? undefined : setTimeout(tellWait, longWait, ms - longWait);
    const clock = new AbortController();
    const timer = setTimeout(
      () => clock.abort(new DeadlineError(new URL(request.url).origin, ms)),
      ms,
    );
    const signal = request.signal ? AbortSignal.any([request.signal, clock.signal]) : clock.signal;
    try {
      signal.throwIfAborted();
      // Not left to Node: there are answers after which it emits nothing any more.
      return await raceWithSignal(send({ ...request, signal }), signal);
    } finally {
      clearTimeout(timer);
      clearTimeout(told);
    }
  };
}

const tellWait = (left: number): void =>
  publishStep('wait', () => ({ reason: 'answer' as const, seconds: left / 1000 }));

/** ms. A request to a token endpoint takes well under a second; this is for a server that hangs. */
export const DEADLINE = 15_000;

/** ms. A wait of which a user would want to know; most answers come within a fraction of it. */
export const LONG_WAIT = 1_000;

/** ms. One request with its repetitions: beyond that a user takes the program for dead. */
export const WHOLE_DEADLINE = 20_000;

/** ms. A refresh asks the authority for its description and for a token. */
export const LONGEST_REFRESH = 2 * WHOLE_DEADLINE;

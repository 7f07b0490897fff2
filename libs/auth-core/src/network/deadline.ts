import type { Send } from './http.ts';

/** A request that got no answer in time. `code` lets the retry decorators see it as a passing fault. */
export class DeadlineError extends Error {
  readonly code = 'ERR_DEADLINE';
  override readonly name = 'DeadlineError';
  constructor(origin: string, ms: number) {
    super(`no answer from ${origin} within ${ms / 1000} s`);
  }
}

/**
 * Gives each request a deadline, so that a server that accepts and never answers costs at most
 * `ms`.
 *
 * @throws {DeadlineError} when it passed
 */
export function withDeadline(send: Send, ms: number): Send {
  return async (request) => {
    const clock = new AbortController();
    const timer = setTimeout(
      () => clock.abort(new DeadlineError(new URL(request.url).origin, ms)),
      ms,
    );
    const signal = request.signal ? AbortSignal.any([request.signal, clock.signal]) : clock.signal;
    try {
      return await send({ ...request, signal });
    } finally {
      clearTimeout(timer);
    }
  };
}

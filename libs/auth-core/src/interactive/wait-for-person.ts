import { clientAuthError } from '../msal/msal-errors.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { raceWithSignal } from '../signal/race-with-signal.ts';

export interface WaitOptions {
  /** Opens the browser; a failure ends the wait. */
  open: () => void | Promise<void>;
  /** Seconds. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

/** Longer than this (ms) a timer of Node would fire at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * Opens the browser and waits for its answer. Nobody tells a program that a tab was closed, so there
 * is a deadline.
 *
 * @throws {AuthCoreError} `browser_not_opened`
 * @throws {ClientAuthError} `user_timeout_reached`
 * @throws the reason of the signal
 */
export async function waitForPerson<Answer>(
  answer: Promise<Answer>,
  { open, timeout, signal }: WaitOptions,
): Promise<Answer> {
  signal?.throwIfAborted();
  let end: ((reason: unknown) => void) | undefined;
  const ended = new Promise<never>((_, reject) => (end = reject));
  const timer = setTimeout(() => end?.(timedOut(timeout)), Math.min(timeout * 1000, LONGEST));
  void (async () => open())().catch((error: unknown) => end?.(notOpened(error)));
  try {
    return await raceWithSignal(Promise.race([answer, ended]), signal);
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(seconds: number): Error {
  const message = `nobody finished the sign-in in the browser within ${seconds} s`;
  return clientAuthError('user_timeout_reached', message);
}

function notOpened(cause: unknown): AuthCoreError {
  const message = 'the browser could not be opened; sign in with a device code instead';
  return new AuthCoreError('browser_not_opened', message, { cause });
}

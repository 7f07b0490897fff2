import { ownTexts } from '../errors/own-texts.ts';
import { clientAuthError } from '../msal/msal-errors.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { withTimeout } from '@entra-flows/primitives/race-with-signal';

export interface WaitOptions {
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
export async function waitForUser<Answer>(
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

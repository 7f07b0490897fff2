import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { ClientAuthError } from '@azure/msal-node';
import { askingStreams } from '@entra-flows/sample-kit';

/**
 * Waits for the next poll: until the user presses Enter, or, without a keyboard, for as long as the
 * authority asks.
 *
 * @param options.timeout - seconds from now for all waits together; no limit when missing
 * @returns takes the seconds that the authority wants between two polls; it throws the reason of
 *   `signal`, and `user_timeout_reached` (ClientAuthError) after the timeout
 */
export function nextPollOf({
  signal,
  timeout,
  onLine = () => true,
}: {
  signal: AbortSignal;
  timeout?: number | undefined;
  /** Gets what was typed in front of Enter; false where that asked for something else than a poll. */
  onLine?: (typed: string) => boolean;
}): (seconds: number) => Promise<void> {
  const late = timeout === undefined ? undefined : AbortSignal.timeout(timeout * 1000);
  return async (seconds) => {
    const over = new AbortController();
    const stop = AbortSignal.any([signal, over.signal, ...(late ? [late] : [])]);
    const waited = () => pause(seconds * 1000, undefined, { signal: stop });
    // Looked for each time: in the background the shell gets the keys.
    const keyboard = askingStreams()?.input;
    try {
      if (!keyboard?.readable) return await waited();
      keyboard.resume();
      const closed = once(keyboard, 'end', { signal: stop }).then(waited);
      const typed = async (): Promise<void> => {
        const [line] = (await once(keyboard, 'data', { signal: stop })) as [Buffer];
        return onLine(line.toString().trim()) ? undefined : typed();
      };
      await Promise.race([typed(), closed]);
    } catch (error) {
      signal.throwIfAborted();
      if (!late?.aborted) throw error;
      throw new ClientAuthError('user_timeout_reached', '', `no sign-in within ${timeout} s`);
    } finally {
      over.abort();
      keyboard?.pause();
    }
  };
}

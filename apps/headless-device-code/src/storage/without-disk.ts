import { isDiskRefusal } from '@entra-flows/auth-core';

type RunExclusive = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Runs the work under a file's lock, or without it where the disk cannot even hold a lock: then
 * no other process can write what the lock protects either.
 *
 * @param onRefused - called with the disk's refusal
 */
export function exclusiveWithOrWithoutRoom(
  runExclusive: RunExclusive,
  onRefused: (error: unknown) => void,
): RunExclusive {
  return async (work, signal) => {
    let begun = false;
    try {
      return await runExclusive(() => {
        begun = true;
        return work();
      }, signal);
    } catch (error) {
      if (begun || !isDiskRefusal(error)) throw error;
      onRefused(error);
      return work();
    }
  };
}

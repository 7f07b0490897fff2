import { whenAborted } from './when-aborted.ts';

/**
 * Waits for work, which may go on by itself, no longer than the signal lets it.
 *
 * @throws the signal's reason, when it is aborted meanwhile
 */
export async function raceWithSignal<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work;
  let release = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    release = whenAborted(signal, () => reject(signal.reason as Error));
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    release();
  }
}

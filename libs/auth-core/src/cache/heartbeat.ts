import { utimes } from 'node:fs/promises';

const EVERY_MS = 1_000;
/** Default for how long a heart has to stand still. */
export const SILENT_MS = 6_000;
/** A waiter that was asleep itself has not been watching: a gap between two looks counts no more. */
const LONGEST_GAP_MS = 500;

/** Touches an entry every second, for those who cannot see whether this process runs. */
export function beat(entry: string, every = EVERY_MS): () => void {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(entry, now, now).catch(() => undefined);
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Watches somebody's heart: tells `true` once the pulse has been the same for `silentAfter`
 * ms of watching. It asks only whether the pulse *changed*, so clocks that differ or jump do no harm.
 */
export function heartWatch(
  silentAfter = SILENT_MS,
  now: () => number = () => performance.now(),
): (pulse: string) => boolean {
  let last = '';
  let silent = 0;
  let looked = now();
  return (pulse) => {
    const gap = Math.min(now() - looked, LONGEST_GAP_MS);
    looked = now();
    silent = pulse === last ? silent + gap : 0;
    last = pulse;
    return silent >= silentAfter;
  };
}

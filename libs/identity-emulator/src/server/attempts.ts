import type { Clock } from './clock.ts';

/** Counts failures, so that guessing ends soon. */
export interface Attempts {
  isBlocked(key: string): boolean;
  fail(key: string): void;
  forget(key: string): void;
}

/**
 * @param limit failures of one key that are allowed in a window
 * @param window milliseconds from the first of them
 */
export function attempts(clock: Clock, limit: number, window: number): Attempts {
  const failures = new Map<string, { count: number; until: number }>();
  const current = (key: string) => {
    const found = failures.get(key);
    const left = (found?.until ?? 0) - clock.now();
    return left > 0 && left <= window ? found : undefined; // more is left where the clock went back
  };
  return {
    isBlocked: (key) => (current(key)?.count ?? 0) >= limit,
    fail(key) {
      for (const [old, { until }] of failures) if (clock.now() >= until) failures.delete(old);
      const entry = current(key) ?? { count: 0, until: clock.now() + window };
      failures.set(key, { ...entry, count: entry.count + 1 });
    },
    forget: (key) => void failures.delete(key),
  };
}

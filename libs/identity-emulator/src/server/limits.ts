import type { ServerOptions } from 'node:http';
import { manyCookies } from '@entra-flows/primitives/listen-on-loopback';
import type { Clock } from './clock.ts';

/** What a slow or greedy client may use. */
export const serverLimits: ServerOptions = {
  ...manyCookies,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  // Above the polling interval, so that a waiting client keeps its connection.
  keepAliveTimeout: 65_000,
};

/** Milliseconds for a TLS handshake; on loopback it takes a few. */
export const handshakeTimeout = 10_000;

/** Connections of one server at the same time, far more than the samples of one machine need. */
export const connectionLimit = 1000;

/** Bytes of a request body; real ones are far smaller. */
export const bodyLimit = 64 * 1024;

/** How many requests the authority takes in a second. */
export interface RequestBudget {
  /** Counts a request. False when this second's budget was spent before it. */
  take(): boolean;
}

/** @param perSecond by the emulator's clock; without end when absent */
export function requestBudget(clock: Clock, perSecond = Infinity): RequestBudget {
  let second = 0;
  let taken = 0;
  return {
    take() {
      const now = Math.floor(clock.now() / 1000);
      if (now !== second) [second, taken] = [now, 0];
      taken += 1;
      return taken <= perSecond;
    },
  };
}

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

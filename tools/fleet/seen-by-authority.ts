import type { Figures } from './authority.ts';
import { TICK } from './simulated-time.ts';

/** What the authority saw of a fleet in one scenario. */
export interface Seen {
  requests: number;
  /** Answered with 429. */
  throttled: number;
  /** Answered with a server's error, or not at all. */
  failed: number;
  /** Requests in the first second. */
  firstSecond: number;
  /** Most requests in any one second after the first, wherever that second begins. */
  most: number;
  /** Requests by seconds since the scenario began. */
  perSecond: number[];
}

const TICKS = 1000 / TICK;

/**
 * @param from the tick at which the scenario began
 * @param seconds of the scenario
 */
export function seen(counts: Figures['counts'], from: number, seconds: number): Seen {
  const result: Seen = {
    ...{ requests: 0, throttled: 0, failed: 0, firstSecond: 0, most: 0 },
    perSecond: Array.from({ length: seconds + 1 }, () => 0),
  };
  const at = (tick: number) => counts[from + tick]?.requests ?? 0;
  for (const [tick, { requests, throttled, failed }] of Object.entries(counts)) {
    const second = Math.floor((Number(tick) - from) / TICKS);
    result.requests += requests;
    result.throttled += throttled;
    result.failed += failed;
    result.perSecond[second] = (result.perSecond[second] ?? 0) + requests;
  }
  result.firstSecond = result.perSecond[0] ?? 0;
  let window = 0;
  for (let tick = TICKS; tick <= (seconds + 1) * TICKS; tick += 1) {
    window += at(tick) - (tick >= 2 * TICKS ? at(tick - TICKS) : 0);
    result.most = Math.max(result.most, window);
  }
  return result;
}

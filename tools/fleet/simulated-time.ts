/** Waits end on this grid, in ms: what falls between two lines happens together. */
export const TICK = 250;

/** A clock that jumps from the end of one wait to the next, instead of running. */
export interface SimulatedTime {
  /** ms since the start. */
  now(): number;
  /** Resolves when that many seconds have passed. */
  wait(seconds: number): Promise<void>;
  /** ms since the start at which the next wait ends; undefined when no wait is left. */
  next(): number | undefined;
  /**
   * Jumps ahead and ends the waits that are over then, some at a time.
   *
   * @param to ms since the start
   * @param settled resolves when those who waited wait again
   */
  jump(to: number, settled: () => Promise<void>): Promise<void>;
}

/** Waits that end one right after the other: so many requests are on the wire at once. */
const AT_ONCE = 200;

export function simulatedTime(): SimulatedTime {
  const ends = new Map<number, (() => void)[]>();
  let now = 0;
  let last = 0;

  return {
    now: () => now,
    wait: (seconds) =>
      new Promise((resolve) => {
        const tick = Math.ceil((now + seconds * 1000) / TICK);
        const here = ends.get(tick);
        if (here) here.push(resolve);
        else ends.set(tick, [resolve]);
        last = Math.max(last, tick);
      }),
    next() {
      for (let tick = Math.floor(now / TICK); tick <= last; tick += 1) {
        if (ends.get(tick)?.length) return tick * TICK;
      }
      return undefined;
    },
    async jump(to, settled) {
      now = to;
      const tick = to / TICK;
      for (;;) {
        // A wait of no time at all comes back to the same tick.
        const due = ends.get(tick)?.splice(0, AT_ONCE) ?? [];
        if (due.length === 0) break;
        for (const end of due) end();
        await settled();
      }
      ends.delete(tick);
    },
  };
}

/**
 * Lets `Date` tell the simulated time in this whole process, for good: MSAL and auth-core look there
 * whether a token or a code has run out. Timers stay true, so that a request that hangs is given up.
 *
 * @param startedAt ms since 1970
 */
export function replaceDate(startedAt: number, { now }: SimulatedTime): void {
  const today = () => startedAt + now();
  globalThis.Date = class extends Date {
    constructor(...given: unknown[]) {
      super(...((given.length > 0 ? given : [today()]) as [number]));
    }
    static override now = today;
  } as DateConstructor;
}

import type { Clock } from './clock.ts';

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

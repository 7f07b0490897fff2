/** Where the emulator takes the time from, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}

export interface MovableClock extends Clock {
  /** @param seconds how far to move ahead; a clock never goes back */
  advance(seconds: number): void;
}

/** A clock that runs with `base` and can be moved ahead of it. */
export function movableClock(base: Clock = Date): MovableClock {
  let ahead = 0;
  return {
    now: () => base.now() + ahead,
    advance(seconds) {
      ahead += seconds * 1000;
    },
  };
}

/** Where the emulator takes the time from, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** Since 1970, as tokens tell the time (RFC 7519, 2: NumericDate). */
export const seconds = (clock: Clock): number => Math.floor(clock.now() / 1000);

export interface MovableClock extends Clock {
  /**
   * @param seconds how far to move ahead; a clock never goes back
   * @throws RangeError beyond a hundred years in all: certificates and assertions end at the year 9999
   */
  advance(seconds: number): void;
}

/** Milliseconds. */
const farthest = 100 * 366 * 24 * 3600 * 1000;

/** A clock that runs with `base` and can be moved ahead of it. */
export function movableClock(base: Clock = Date): MovableClock {
  let ahead = 0;
  return {
    now: () => base.now() + ahead,
    advance(seconds) {
      if (ahead + seconds * 1000 > farthest)
        throw new RangeError('The clock can be moved ahead by a hundred years at most, in all.');
      ahead += seconds * 1000;
    },
  };
}

/** Where the emulator takes the time from; `Date` is one. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** Seconds since 1970, as in tokens (RFC 7519, 2: NumericDate). */
export const seconds = (clock: Clock): number => Math.floor(clock.now() / 1000);

/** A sign-in that was recorded while the clock was ahead, as if it had happened now. */
export const signedInByNow = <Record extends { authTime?: number }>(
  record: Record,
  clock: Clock,
): Record =>
  record.authTime === undefined
    ? record
    : { ...record, authTime: Math.min(record.authTime, seconds(clock)) };

/** A clock that tests can move ahead. */
export interface MovableClock extends Clock {
  /**
   * Moves the clock ahead.
   *
   * @param seconds how far
   * @param label for `takeBack`; when absent, only `takeBack()` of all moves takes it back
   * @throws RangeError beyond a hundred years in all: certificates and assertions end at the year 9999
   */
  advance(seconds: number, label?: string): void;
  /**
   * Takes moves back.
   *
   * @param label of the moves; all moves when absent
   * @returns whether the clock went back
   */
  takeBack(label?: string): boolean;
}

/** Milliseconds. */
const farthest = 100 * 366 * 24 * 3600 * 1000;

/**
 * Makes a clock that runs with another one, and can be moved ahead of it and back to it.
 *
 * @param base the system's clock when absent
 */
export function movableClock(base: Clock = Date): MovableClock {
  let ahead = 0;
  /** Milliseconds by label. Not each move: a fleet makes thousands. */
  const moves = new Map<string | undefined, number>();
  return {
    now: () => base.now() + ahead,
    advance(seconds, label) {
      const by = seconds * 1000;
      if (ahead + by > farthest)
        throw new RangeError('The clock can be moved ahead by a hundred years at most, in all.');
      ahead += by;
      moves.set(label, (moves.get(label) ?? 0) + by);
    },
    takeBack(label) {
      const before = ahead;
      for (const [of, by] of moves) {
        if (label !== undefined && of !== label) continue;
        ahead -= by;
        moves.delete(of);
      }
      return ahead < before;
    },
  };
}

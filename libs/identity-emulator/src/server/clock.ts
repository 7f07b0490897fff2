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
  const moves: { label: string | undefined; by: number }[] = [];
  return {
    now: () => base.now() + ahead,
    advance(seconds, label) {
      const by = seconds * 1000;
      if (ahead + by > farthest)
        throw new RangeError('The clock can be moved ahead by a hundred years at most, in all.');
      ahead += by;
      moves.push({ label, by });
    },
    takeBack(label) {
      const isMeant = (move: { label: string | undefined }) =>
        label === undefined || move.label === label;
      const before = ahead;
      for (const move of moves.splice(0)) {
        if (isMeant(move)) ahead -= move.by;
        else moves.push(move);
      }
      return ahead < before;
    },
  };
}

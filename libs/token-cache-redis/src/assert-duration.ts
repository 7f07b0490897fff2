/** Ten years: Redis and timers refuse numbers that are much larger. */
const LONGEST = { seconds: 10 * 365 * 24 * 3600, milliseconds: 2 ** 31 - 1 };

/** @throws {RangeError} with the option's name and what it has to be */
export function assertDuration(
  option: string,
  value: number,
  unit: 'seconds' | 'milliseconds',
): void {
  if (Number.isFinite(value) && value > 0 && value <= LONGEST[unit]) return;
  throw new RangeError(
    `${option} is ${String(value)}: it is a number of ${unit} greater than 0 and at most ${LONGEST[unit]}`,
  );
}

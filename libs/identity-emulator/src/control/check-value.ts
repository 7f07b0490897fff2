import { isJsonObject } from '@entra-flows/primitives/json-object';

/** A control call that makes no sense. The message says which part and what would be right. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}

export type Fields = Record<string, unknown>;

/** @throws ControlError unless it is an object with no field but these */
export function checkFields(value: unknown, what: string, known: readonly string[]): Fields {
  if (!isJsonObject(value)) throw new ControlError(`${what} must be an object.`);
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new ControlError(`${what} has no field '${unknown}'. It has: ${known.join(', ')}.`);
  return value;
}

/** @throws ControlError unless it is one of these words */
export function checkWord(value: unknown, what: string, words: readonly string[]): void {
  if (!words.includes(value as string))
    throw new ControlError(`${what} must be one of ${words.join(', ')}.`);
}

/** @throws ControlError unless it is absent or text */
export function checkText(value: unknown, what: string): void {
  if (value !== undefined && typeof value !== 'string')
    throw new ControlError(`${what} must be text.`);
}

/** @throws ControlError unless it is absent or a whole number from `least` up */
export function checkCount(value: unknown, what: string, least: number): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && (value as number) >= least))
    throw new ControlError(`${what} must be a whole number, ${least} or more.`);
}

/** The longest that Node's timers can wait: about 24 days. */
const longestDelay = 2 ** 31 - 1;

/** @throws ControlError unless it is absent or a time in milliseconds that a timer can wait */
export function checkDelay(value: unknown, what: string): void {
  if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= longestDelay))
    throw new ControlError(`${what} must be milliseconds, from 0 to ${longestDelay}.`);
}

/** @throws ControlError unless it is a number of seconds ahead, a hundred years at most */
export function checkSeconds(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= 100 * 366 * 24 * 3600) return value;
  throw new ControlError('The clock can only be moved ahead: by a number of seconds, 0 or more.');
}

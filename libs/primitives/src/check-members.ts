import { changesBetween } from './nearest.ts';

/** What a member has to be: the test, and how a message says it. */
export type MemberKind = readonly [isFit: (value: unknown) => boolean, what: string];

const members = (value: unknown) => Object(value) as Record<string, unknown>;
const isA = (type: string) => (value: unknown) => typeof value === type;

export const aText: MemberKind = [isA('string'), 'a text'];
export const aFunction: MemberKind = [isA('function'), 'a function'];
export const aTime: MemberKind = [
  (value) => Number(value) >= 0 && isA('number')(value),
  'a time from 0',
];

/** A list of which each entry is of that kind. */
export const listOf = ([isFit, what]: MemberKind): MemberKind => [
  (value) => Array.isArray(value) && value.every(isFit),
  `a list, each ${what}`,
];

/** An object of whatever class, with members of these kinds at least. */
export const withMembers = (
  needed: Readonly<Record<string, MemberKind>>,
  what = `an object with ${Object.keys(needed).join(' and ')}`,
): MemberKind => [
  (value) => Object.entries(needed).every(([name, [isFit]]) => isFit(members(value)[name])),
  what,
];

/** Of whatever copy or polyfill. */
export const aSignal = withMembers(
  { aborted: [isA('boolean'), 'true or false'] },
  'an AbortSignal',
);

/**
 * Refuses members of another kind than they need, for callers without types; one that is missing is not
 * looked at.
 *
 * @throws {TypeError} with the name of the member, and nothing of what it holds
 */
export function checkMembers(given: object, needed: Readonly<Record<string, MemberKind>>): void {
  for (const [name, [isFit, what]] of Object.entries(needed)) {
    const value = members(given)[name] ?? undefined;
    if (value !== undefined && !isFit(value)) throw new TypeError(`${name} has to be ${what}`);
  }
}

/**
 * Refuses options of which one is misspelt, for callers without types: it would be as if it was not given.
 * Others may be there, as in a configuration that a program has for itself too.
 *
 * @throws {TypeError} with both names
 */
export function checkOptions(given: object, needed: Readonly<Record<string, MemberKind>>): void {
  const missing = Object.keys(needed).filter((name) => members(given)[name] === undefined);
  for (const name of Object.keys(given)) {
    const letters = name.toLowerCase();
    const isNear = (one: string) =>
      changesBetween(letters, one.toLowerCase()) <= Math.max(1, name.length / 4);
    const meant = name in needed ? undefined : missing.find(isNear);
    if (meant) throw new TypeError(`${name} is not an option; it has to be ${meant}`);
  }
  checkMembers(given, needed);
}

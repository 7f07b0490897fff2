/** What a member has to be: the test, and how a message says it. */
export type MemberKind = readonly [isFit: (value: unknown) => boolean, what: string];

const members = (value: unknown) => Object(value) as Record<string, unknown>;
const isA = (type: string) => (value: unknown) => typeof value === type;

export const aText: MemberKind = [isA('string'), 'a text'];
export const aFunction: MemberKind = [isA('function'), 'a function'];

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

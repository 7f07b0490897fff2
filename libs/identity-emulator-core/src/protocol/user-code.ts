import { randomInt } from 'node:crypto';

/** RFC 8628 6.1: consonants only, so that no word appears and nothing looks like a digit. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 9;

/** Nine letters, as Entra's codes; 39 bits. */
export const newUserCode = (): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Reads a code as people type it: any letter case, spaces and hyphens anywhere. */
export const normalizeUserCode = (typed: string): string =>
  typed
    .slice(0, 100)
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');

import { vagueParents } from './error-supplement.ts';
import { findNumber } from './look-up-code.ts';

/**
 * The published number that an unknown one of six or more digits begins with. Many long numbers are
 * kinds of a short one, but by no means all: good for a hint to a reader, never for a category.
 *
 * @param code such as `AADSTS500769`
 * @returns such as `AADSTS50076`; undefined where the short one says nothing by itself
 */
export function similarNumber(code: string): string | undefined {
  const parent = /^AADSTS\d{5}(?=\d{1,3}$)/.exec(code)?.[0];
  if (!parent || findNumber(code) || vagueParents.has(parent)) return undefined;
  return findNumber(parent) && parent;
}

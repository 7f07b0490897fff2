import type { Diagnosis } from './diagnosis.ts';
import type { CodeRemedy, Remedies } from './remedies/remedy.ts';

export interface Remedy {
  what: string;
  why: string;
  next: string;
}

/** The code's own text where it has one, else its category's. */
export function findRemedy(
  { category, code }: Pick<Diagnosis, 'category' | 'code'>,
  remedies: Remedies,
): Remedy {
  const [what, why, next] = remedies.categories[category];
  const bare = code.replace(/^AADSTS/, '');
  const own = Object.entries<CodeRemedy>(remedies.codes).find(([codes]) =>
    codes.split(' ').includes(bare),
  )?.[1];
  return own ? { what: own[2] ?? what, why: own[0], next: own[1] } : { what, why, next };
}

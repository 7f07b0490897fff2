import type { Diagnosis } from './diagnosis.ts';
import type { CodeRemedy, Remedies } from './remedies/remedy.ts';

export interface Remedy {
  what: string;
  why: string;
  next: string;
}

/**
 * The code's own text where it has one, else its category's.
 *
 * @param ofApi - it is a web API that failed: a sentence about the authority gives way
 */
export function findRemedy(
  { category, code }: Pick<Diagnosis, 'category' | 'code'>,
  remedies: Remedies,
  ofApi = false,
): Remedy {
  const isUnreachable = ofApi && category === 'network';
  const [what, why, next] = isUnreachable ? remedies.apiUnreachable : remedies.categories[category];
  const bare = code.replace(/^AADSTS/, '');
  const own = Object.entries<CodeRemedy>(remedies.codes).find(([codes]) =>
    codes.split(' ').includes(bare),
  )?.[1];
  if (!own) return { what, why, next };
  const fits = (text: string | undefined) =>
    !isUnreachable || !text || !remedies.authority.test(text);
  return {
    what: (fits(own[2]) && own[2]) || what,
    why: fits(own[0]) ? own[0] : why,
    next: fits(own[1]) ? own[1] : next,
  };
}

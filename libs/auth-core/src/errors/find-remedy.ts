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
 * @param about.isOfApi it is a web API that failed: a sentence about the authority gives way
 * @param about.reasons of the error and what stands behind it: a code may have a text for one of them,
 *   `CODE/reason`
 */
export function findRemedy(
  { category, code }: Pick<Diagnosis, 'category' | 'code'>,
  remedies: Remedies,
  { reasons = [], isOfApi = false }: { reasons?: readonly string[]; isOfApi?: boolean } = {},
): Remedy {
  const isUnreachable = isOfApi && category === 'network';
  const [what, why, next] = isUnreachable ? remedies.apiUnreachable : remedies.categories[category];
  const bare = code.replace(/^AADSTS/, '');
  const texts = Object.entries<CodeRemedy>(remedies.codes);
  const textOf = (wanted: string) =>
    texts.find(([codes]) => codes.split(' ').includes(wanted))?.[1];
  const own = reasons.map((reason) => textOf(`${bare}/${reason}`)).find(Boolean) ?? textOf(bare);
  if (!own) return { what, why, next };
  const fits = (text: string | undefined) =>
    !isUnreachable || !text || !remedies.authority.test(text);
  return {
    what: (fits(own[2]) && own[2]) || what,
    why: fits(own[0]) ? own[0] : why,
    next: fits(own[1]) ? own[1] : next,
  };
}

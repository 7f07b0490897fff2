/** Texts that a file holds once, each before what stands there instead. */
export type Changes = readonly [from: string, to: string, ...more: string[]];

/** Where a mistake is noticed. */
export interface Notice {
  /** The spec that fails, as a path in the project; of another project with `..`. */
  spec: string;
  /** Part of the name of a test, where the whole spec takes long. */
  test?: string;
  /** The sample whose bundle the spec starts: it is built with the mistake. */
  bundle?: string;
}

/** One deliberate mistake, and the spec that has to notice it. */
export interface Mutant extends Notice {
  /** What it does, in words. */
  name: string;
  /** Path in the project; of another project with `..`. */
  file: string;
  changes: Changes;
}

/** The mutants of one project. */
export interface MutantSet {
  /** Path of its folder. */
  project: string;
  mutants: readonly Mutant[][];
}

/**
 * Mistakes in one file that the same spec has to notice.
 *
 * @param named the changes by what they do, in words
 */
export function mistakes(
  file: string,
  by: string | Notice,
  named: Record<string, Changes>,
): Mutant[] {
  const notice = typeof by === 'string' ? { spec: by } : by;
  return Object.entries(named).map(([name, changes]) => ({ name, file, changes, ...notice }));
}

/**
 * Makes the mistake in the text of the mutant's file.
 *
 * @throws {Error} when a text to replace is not there once: the mutant no longer applies
 */
export function applyMutant({ file, changes }: Mutant, original: string): string {
  let text = original;
  for (let at = 0; at < changes.length; at += 2) {
    const [from = '', to = ''] = changes.slice(at);
    const [before = '', ...after] = text.split(from);
    const count = after.length === 0 ? 'does not hold' : `holds ${after.length} times`;
    if (after.length !== 1) throw new Error(`${file} ${count}: ${from}`);
    text = `${before}${to}${after[0]}`;
  }
  return text;
}

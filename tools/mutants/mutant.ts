/** Text that a file holds once, and what stands there instead. */
interface Replacement {
  from: string;
  to: string;
}

/** One deliberate mistake, and the spec that has to notice it. */
export interface Mutant extends Replacement {
  /** What it does, in words. */
  name: string;
  /** Path in the project; of another project with `..`. */
  file: string;
  /** More of the same file, where a mistake has two ends. */
  also?: readonly Replacement[];
  /** The spec that fails, as a path in the project; of another project with `..`. */
  spec: string;
  /** Part of the name of a test, where the whole spec takes long. */
  test?: string;
  /** The sample whose bundle the spec starts: it is built with the mistake. */
  bundle?: string;
}

/** The mutants of one project. */
export interface MutantSet {
  /** Path of its folder. */
  project: string;
  mutants: readonly Mutant[];
}

/**
 * Makes the mistake in the text of the mutant's file.
 *
 * @throws {Error} when a text to replace is not there once: the mutant no longer applies
 */
export function applyMutant({ file, from, to, also = [] }: Mutant, original: string): string {
  return [{ from, to }, ...also].reduce((text, replacement) => {
    const [before = '', ...after] = text.split(replacement.from);
    if (after.length === 1) return `${before}${replacement.to}${after[0]}`;
    const count = after.length === 0 ? 'does not hold' : `holds ${after.length} times`;
    throw new Error(`${file} ${count}: ${replacement.from}`);
  }, original);
}

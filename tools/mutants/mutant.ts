/** One deliberate mistake, and the spec that has to notice it. */
export interface Mutant {
  /** What it does, in words. */
  name: string;
  /** Path in the project. */
  file: string;
  /** Text that the file holds once. */
  from: string;
  to: string;
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
 * @throws {Error} when the text to replace is not there once: the mutant no longer applies
 */
export function applyMutant({ file, from, to }: Mutant, text: string): string {
  const [before = '', ...after] = text.split(from);
  if (after.length === 1) return `${before}${to}${after[0]}`;
  const count = after.length === 0 ? 'does not hold' : `holds ${after.length} times`;
  throw new Error(`${file} ${count}: ${from}`);
}

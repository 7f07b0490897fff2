import { authCore } from './data/auth-core.ts';
import type { MutantOf } from './judge-mutants.ts';
import type { MutantSet } from './mutant.ts';

const sets: readonly MutantSet[] = [authCore];

export const allMutants: readonly MutantOf[] = sets.flatMap(({ project, mutants }) =>
  mutants.map((mutant) => ({ project, ...mutant })),
);

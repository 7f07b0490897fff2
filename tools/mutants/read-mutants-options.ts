import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface MutantsCommand {
  /** Parts of the names, or of the projects, of those that are asked for. */
  only: string[];
  list: boolean;
  parallel: number;
}

export const mutantsHelp = `Usage: npm run mutants -- [options]

Makes deliberate mistakes in a copy of this tree, one at a time, and runs the spec that has to
notice each. Your files are only read. A mistake that no test notices is a missing test.

  --only NAME     only those whose name or project holds this text; may be given again
  --list          lists them, and runs nothing
  --parallel N    how many at a time; default ${availableParallelism()}, one for each processor
  -h, --help

Exit codes: 0 all were noticed; 1 one was not, no longer applies or cannot be judged; 2 wrong
options; 130 Ctrl-C.
`;

const options = {
  only: { type: 'string', multiple: true },
  list: { type: 'boolean', default: false },
  parallel: { type: 'string', default: String(availableParallelism()) },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws {Error} for users when the options make no sense */
export function readMutantsOptions(args: string[]): MutantsCommand | { help: true } {
  const { only = [], list, parallel, help } = parseArgs({ args, options }).values;
  if (help) return { help };
  if (!/^[1-9]\d?$/.test(parallel)) {
    throw new Error(`--parallel is a whole number from 1 to 99; it was "${parallel}".`);
  }
  return { only, list, parallel: Number(parallel) };
}

import { parseArgs } from 'node:util';
import { flowCatalog, samplesOf } from '@entra-flows/flow-catalog';
import { CreateError } from './create-error.ts';
import type { Prefer } from './merge.ts';

/** What the command line asks for. */
export type Command =
  | { does: 'help' }
  | {
      does: 'create';
      folder: string | undefined;
      sample: string | undefined;
      name: string | undefined;
      registry: boolean;
      force: boolean;
    }
  | { does: 'update'; folder: string; merge: boolean; prefer: Prefer | undefined };

/** @param samples - those that can be copied */
export const helpText = (
  samples: readonly string[],
): string => `Copies a sample into a project of its own.

Usage: create [FOLDER] [--sample NAME] [options]
       create update [FOLDER] [--merge] [--prefer mine|new]

Without --sample it asks what kind of program it is. FOLDER is missing or empty.

Options:
  --sample NAME   the sample, one of those below
  --name NAME     of the package (that of the folder); tokens are kept under it, too
  --registry      take the libraries from the registry, instead of tarballs in vendor/
  --force         write into a folder with content: files of the same name are replaced
  --help          this text

update compares the copy in FOLDER (.) with the sample of this version, and writes nothing.
  --merge         write it: your changes stay, and a file that you changed is merged
  --prefer SIDE   where both changed the same: mine or new; without it, nothing is written

Samples:
${samplesOf(flowCatalog)
  .filter(({ sample }) => samples.includes(sample))
  .map(({ sample, choose }) => `  ${sample.padEnd(24)}${choose}\n`)
  .join('')}
Exit codes: 0 done, 1 failed or a conflict, 2 wrong usage, 130 interrupted.
`;

const options = {
  sample: { type: 'string' },
  name: { type: 'string' },
  registry: { type: 'boolean' },
  force: { type: 'boolean' },
  merge: { type: 'boolean' },
  prefer: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const ofUpdate = ['merge', 'prefer'] as const;
const ofCreate = ['sample', 'name', 'registry', 'force'] as const;

/** @throws {CreateError} for options that cannot work */
export function readArguments(args: string[]): Command {
  const { values, positionals } = parsed(args);
  if (values.help) return { does: 'help' };
  const isUpdate = positionals[0] === 'update';
  const [folder, ...more] = isUpdate ? positionals.slice(1) : positionals;
  if (folder === '') throw usage('The name of the folder is empty');
  if (more.length > 0) throw usage(`There is one folder, and ${more.length} more were named`);
  const foreign = (isUpdate ? ofCreate : ofUpdate).find((name) => values[name] !== undefined);
  if (foreign) throw usage(`--${foreign} belongs to ${isUpdate ? 'a new copy' : 'update'}`);
  const { sample, name, registry = false, force = false, merge = false, prefer } = values;
  if (!isUpdate) return { does: 'create', folder, sample, name, registry, force };
  if (prefer !== undefined && prefer !== 'mine' && prefer !== 'new')
    throw usage(`--prefer is mine or new, and not ${prefer}`);
  return { does: 'update', folder: folder ?? '.', merge, prefer };
}

function parsed(args: string[]) {
  try {
    // pnpm passes the -- on that npm takes for itself.
    const given = args[0] === '--' ? args.slice(1) : args;
    return parseArgs({ args: given, allowPositionals: true, options });
  } catch (error) {
    // Node's first sentence says what is wrong; the rest is about how Node reads options.
    const [why = ''] = (error as Error).message.split(/\.\s/);
    throw usage(why.replace(/\.$/, ''));
  }
}

const usage = (why: string) => new CreateError(`${why}.\n--help shows the usage.`, 2);

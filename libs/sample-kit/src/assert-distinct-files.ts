import { resolve } from 'node:path';
import { said } from '@entra-flows/primitives/said';
import { UsageError } from './usage-error.ts';

/** What belongs to the file of an option and lies beside it, under names that begin with the file's. */
const BESIDE: Record<string, RegExp> = {
  '--cache': /^(\.code)?(\.lock|\.(tmp|damaged)-.*)?$/,
  '--key-file': /^(\.lock|\.tmp-.*)?$/,
  '--code-file': /^$/,
};

/**
 * Refuses options that name the same file, or a file that belongs to another option: one would be
 * written over the other.
 *
 * @param files - option to path; options that are not given are left out or undefined
 * @throws {UsageError} when two of them collide; the message names both options
 */
export function assertDistinctFiles(files: Record<string, string | undefined>): void {
  const used = Object.entries(files).flatMap(([option, file]) =>
    file ? [{ option, file: resolve(file) }] : [],
  );
  for (const one of used)
    for (const other of used)
      if (one !== other && isTakenBy(one, other.file))
        throw new UsageError(
          said({
            en:
              `${other.option} "${other.file}" is where ${one.option} is kept, or what belongs to it. ` +
              `Give ${other.option} a file of its own.`,
            ko:
              `${other.option} "${other.file}": ${one.option}의 파일이거나 그에 딸린 파일입니다. ` +
              `${other.option}에 다른 파일을 지정하세요.`,
          }),
        );
}

const isTakenBy = ({ option, file }: { option: string; file: string }, path: string) =>
  path.startsWith(file) && BESIDE[option]?.test(path.slice(file.length));

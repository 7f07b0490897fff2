import { resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/** What is kept beside a file of that option, under names that begin with the file's. */
const BESIDE: Record<string, RegExp> = {
  '--cache': /^(\.code)?(\.lock|\.(tmp|damaged)-.*)?$/,
  '--key-file': /^(\.lock|\.tmp-.*)?$/,
  '--code-file': /^$/,
};

/**
 * Tokens, key and shown code need files of their own: one would be written over the other.
 *
 * @throws {UsageError} names both options
 */
export function keepApart(files: Partial<Record<keyof typeof BESIDE, string | undefined>>): void {
  const used = Object.entries(files).flatMap(([option, file]) =>
    file ? [{ option, file: resolve(file) }] : [],
  );
  for (const one of used)
    for (const other of used)
      if (one !== other && isTakenBy(one, other.file))
        throw new UsageError(
          `${other.option} "${other.file}" is where ${one.option} is kept, or what belongs to it. ` +
            `Give ${other.option} a file of its own.`,
        );
}

const isTakenBy = ({ option, file }: { option: string; file: string }, path: string) =>
  path.startsWith(file) && BESIDE[option]?.test(path.slice(file.length));

import { readFileSync, statSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** More than any settings file holds. */
const LARGEST = 1024 * 1024;

/**
 * The text of a settings file. Only ever of a plain file: reading a pipe or a device would wait for
 * ever, and no signal could end it.
 *
 * @param what - how a message names the file: `.env.local`
 * @throws {UsageError} when it is missing, is something else, is too large or cannot be read
 */
export function readSmallFile(file: string, what: string): string {
  const refuse = (why: string) => new UsageError(`${what} cannot be read: ${file} ${why}.`);
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw refuse('is not a file');
    if (stat.size > LARGEST) throw refuse('is too large');
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw refuse(code === 'ENOENT' ? 'is not there' : `gives ${code}`);
  }
}

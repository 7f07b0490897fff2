import { readFileSync, statSync } from 'node:fs';
import { systemCode } from '@entra-flows/auth-core';
import { UsageError } from './usage-error.ts';

/** More than any settings file holds. */
const LARGEST = 1024 * 1024;

/**
 * The text of a settings file. Refuses pipes and devices: reading them could wait for ever, and no signal
 * could end it. Removes the byte order mark that editors and shells of Windows put in front of UTF-8.
 *
 * @param what - what messages call the file: `.env.local`
 * @throws {UsageError} when it is missing, is something else, is too large, is UTF-16 or cannot be read
 */
export function readSmallFile(file: string, what: string): string {
  const refuse = (why: string) => new UsageError(`${what} cannot be read: ${file} ${why}.`);
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw refuse('is not a file');
    if (stat.size > LARGEST) throw refuse('is too large');
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    if (text.includes('\0')) throw refuse('is not UTF-8 text (UTF-16, perhaps); save it as UTF-8');
    return text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = systemCode(error);
    throw refuse(code === 'ENOENT' ? 'is not there' : `gives ${code}`);
  }
}

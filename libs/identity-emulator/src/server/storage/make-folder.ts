import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileProblem } from './file-problem.ts';

/**
 * Makes a folder for its owner only, and those above it that are missing.
 *
 * @throws Error for users when it cannot be made
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await make(path);
  } catch (error) {
    throw await fileProblem(path, 'made', error);
  }
}

/** Node's own `recursive` never returns where the system makes no folders at all, as in /proc. */
async function make(path: string): Promise<void> {
  try {
    await mkdir(path, 0o700);
  } catch (error) {
    const above = dirname(path);
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || above === path) throw error;
    await make(above);
    await mkdir(path, 0o700).catch(unlessThere);
  }
}

/** Another process may be making the same one. */
function unlessThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

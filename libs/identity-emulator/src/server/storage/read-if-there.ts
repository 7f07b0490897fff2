import { readFile, stat } from 'node:fs/promises';
import { fileProblem } from './file-problem.ts';

/**
 * The text of a file of the data folder. Only ever of a plain file: reading a pipe would never end.
 *
 * @returns undefined when there is no such file
 * @throws Error for users when it cannot be read
 */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile() && !found.isDirectory())
      throw new Error(
        `${path} cannot be read: it is no file. Move it away or delete it, then try again.`,
      );
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw await fileProblem(path, 'read', error);
  }
}

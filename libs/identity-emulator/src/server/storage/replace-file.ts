import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { renameOver } from '@entra-flows/primitives/patiently';
import { fileProblem } from './file-problem.ts';

/**
 * Writes a file so that it is there with the old or the new content, never with half of it. Only
 * the owner may read it, where the system has such modes.
 *
 * @throws Error for users when it cannot be written; nothing of the attempt stays behind
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {}); // the first error says more
    throw await fileProblem(path, 'written', error);
  }
}

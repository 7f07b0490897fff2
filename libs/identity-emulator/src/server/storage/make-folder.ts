import { makeFolder as make } from '@entra-flows/primitives/make-folder';
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

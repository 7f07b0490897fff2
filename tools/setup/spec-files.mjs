import { join, relative, sep } from 'node:path';
import { filesUnder } from './files-under.mjs';

/**
 * All specs of the workspace.
 *
 * @param {string} root the workspace's folder
 * @returns {{ file: string, target: 'test' | 'e2e' }[]} absolute paths, and the target that runs them
 */
export function specFiles(root) {
  return ['apps', 'libs', 'tools']
    .flatMap((group) => filesUnder(join(root, group), '.spec.ts'))
    .map((file) => ({
      file,
      target: relative(root, file).split(sep).includes('e2e') ? 'e2e' : 'test',
    }));
}

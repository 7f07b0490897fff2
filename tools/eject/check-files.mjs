import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { refused } from './refused.mjs';

/**
 * Refuses to write through links: a link in the folder, where a file or a folder of the copy belongs,
 * may lead anywhere. And refuses a folder in a file's place, and the other way round.
 *
 * @param {string} folder may be missing
 * @param {Iterable<string>} names of files, from the folder, with `/`
 * @throws with `code: 'USAGE'`
 */
export function checkFiles(folder, names) {
  for (const name of names) {
    const parts = name.split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const path = join(folder, ...parts.slice(0, depth));
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (!found) break;
      if (found.isSymbolicLink()) {
        throw refused(path, 'is a link, and nothing is written through one; remove it');
      }
      const isLast = depth === parts.length;
      if (isLast && !found.isFile()) throw refused(path, 'is in the place of a file; remove it');
      if (!isLast && !found.isDirectory()) throw refused(path, 'is in the place of a folder');
    }
  }
}

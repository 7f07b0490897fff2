import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files of the project in a folder and below it: nothing that was installed, built or hidden.
 *
 * @param {string} folder
 * @param {string} ending of the names
 * @returns {string[]} paths that begin with that of the folder; none when it is not there
 */
export function filesUnder(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return entry.name.endsWith(ending) ? [path] : [];
    return /^(\.|node_modules$|dist$)/.test(entry.name) ? [] : filesUnder(path, ending);
  });
}

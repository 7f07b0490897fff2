import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The projects that have a folder e2e/ and no target that runs it: their specs would never fail.
 *
 * @param {string} root the workspace's folder
 * @returns {string[]} names
 */
export function projectsWithoutE2e(root) {
  return ['apps', 'libs']
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))
    .filter((folder) => existsSync(join(folder, 'e2e')) && existsSync(join(folder, 'package.json')))
    .map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).nx)
    .filter((nx) => !nx?.targets?.e2e)
    .map((nx) => nx?.name);
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A hash of what a bundle was made of. Contents, not times: a checkout and Nx's cache change times only.
 *
 * @param {string} root the workspace's folder
 * @param {string[]} files relative to it
 * @throws {Error} when one of them cannot be read
 */
export function sourceState(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * The files whose change makes a bundle stale. Packages are told by npm's own record of what is
 * installed: to read them all would take longer than the start that this saves.
 *
 * @param {string[]} inputs of the bundle, relative to the workspace's folder, with forward slashes
 */
export function decidingFiles(inputs) {
  const sources = inputs.filter((file) => !file.includes('node_modules/'));
  const projects = new Set(sources.map((file) => file.split('/').slice(0, 2).join('/')));
  return [
    ...sources,
    ...[...projects].map((project) => `${project}/package.json`),
    'node_modules/.package-lock.json',
    'tools/launch/bundle-for-serving.mjs',
  ];
}

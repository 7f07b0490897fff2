import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';

/**
 * Refuses a place where a copy would destroy or confuse: inside the workspace (npm would take it for
 * a part of it), a file, or a folder with content.
 *
 * @param {string} root the workspace's folder
 * @param {string} folder may be missing
 * @param {boolean} force allows content
 * @throws with `code: 'USAGE'`
 */
export function checkFolder(root, folder, force) {
  if (isInside(realpathSync(root), realPlace(folder))) {
    throw refused(folder, 'lies inside the workspace; choose a folder outside of it');
  }
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw refused(folder, 'is a file; name a folder');
  if (force || readdirSync(folder).length === 0) return;
  throw refused(folder, 'is not empty; name an empty one, or write into it with --force');
}

/**
 * Where a path leads, links followed as far as they exist.
 *
 * @param {string} path
 * @returns {string}
 */
function realPlace(path) {
  const place = resolve(path);
  if (existsSync(place) || dirname(place) === place) return realpathSync(place);
  return resolve(realPlace(dirname(place)), relative(dirname(place), place));
}

/**
 * @param {string} outer
 * @param {string} inner
 */
function isInside(outer, inner) {
  const way = relative(outer, inner);
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
}

/**
 * @param {string} folder
 * @param {string} why
 */
function refused(folder, why) {
  return Object.assign(new Error(`${folder} ${why}.`), { code: 'USAGE' });
}

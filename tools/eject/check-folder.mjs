import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { refused } from './refused.mjs';

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
  if (isInside(realpathSync.native(root), realPlace(folder))) {
    throw refused(folder, 'lies inside the workspace; choose a folder outside of it');
  }
  if (!existsSync(folder)) {
    if (!isLink(folder)) return;
    throw refused(folder, 'is a link that leads nowhere; remove it, or name another folder');
  }
  if (!statSync(folder).isDirectory()) throw refused(folder, 'is a file; name a folder');
  if (force || readdirSync(folder).length === 0) return;
  throw refused(folder, 'is not empty; name an empty one, or write into it with --force');
}

/** @param {string} path */
function isLink(path) {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false; // Missing, or out of reach: writing will say why.
  }
}

/**
 * Where a path leads, links followed as far as they exist.
 *
 * @param {string} path
 * @returns {string}
 */
function realPlace(path) {
  const place = resolve(path);
  // The native one gives names as they are on the disk, where case makes no difference.
  if (existsSync(place) || dirname(place) === place) return realpathSync.native(place);
  return resolve(realPlace(dirname(place)), relative(dirname(place), place));
}

/**
 * @param {string} outer
 * @param {string} inner
 */
function isInside(outer, inner) {
  const way = relative(outer, inner);
  // A name may begin with two dots.
  return !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

import { basename, resolve } from 'node:path';

/**
 * What the copy is called, after its folder: the name of its package, of its entry in the keyring and
 * of its folder for the token cache.
 *
 * @param {string} folder
 * @param {string} sample for a folder whose name has no letter that npm takes
 * @returns {string}
 */
export function productName(folder, sample) {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, 100);
  return name && name !== 'node_modules' ? name : sample;
}

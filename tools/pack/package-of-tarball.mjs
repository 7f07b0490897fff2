import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @typedef {Record<string, string>} Packages names to ranges */

/**
 * What a published package.json says.
 *
 * @typedef {object} PublishedManifest
 * @property {string} name
 * @property {string} version
 * @property {Record<string, unknown>} exports
 * @property {Packages} [dependencies]
 * @property {Packages} [optionalDependencies]
 * @property {Packages} [peerDependencies]
 */

/**
 * The package.json of a tarball that `npm run pack` wrote.
 *
 * @param {string} tarball path
 * @returns {PublishedManifest}
 * @throws {Error} when it is missing or damaged, with what to do
 */
export function packageOfTarball(tarball) {
  const again = 'Run "npm run pack -- --skip-nx-cache" to write it again.';
  if (!existsSync(tarball)) throw new Error(`The package ${tarball} is missing. ${again}`);
  try {
    // To its end: a tarball that is cut off has its package.json all the same.
    const args = ['-xzOf', tarball, 'package/package.json'];
    const text = execFileSync('tar', args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
    return JSON.parse(text);
  } catch {
    throw new Error(`The package ${tarball} is damaged. ${again}`);
  }
}

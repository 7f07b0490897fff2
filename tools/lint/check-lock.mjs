/**
 * Checks the lockfile for what `npm ci` on another machine would stumble over:
 * - an optional dependency of a locked package that is not locked itself: npm writes such a lock when
 *   the registry it saw lacks a platform's package, and `npm ci` on that platform then fails;
 * - an address: a lock with the hosts of one registry in it works on no other network.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, resolved?: string, link?: boolean, optionalDependencies?: object }} Locked */

/** @type {Record<string, Locked>} */
const packages = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'),
).packages;

const problems = Object.entries(packages).flatMap(
  ([path, { version, resolved, link, optionalDependencies = {} }]) => [
    ...Object.keys(optionalDependencies)
      .filter((name) => !isLocked(path, name))
      .map((name) => `${path} ${version} needs ${name} on some platform, and it is not locked.`),
    ...(resolved && !link ? [`${path} is locked to the address ${resolved}.`] : []),
  ],
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(
    'package-lock.json does not work everywhere. Pin a version whose packages are all there, and install with "npm install --omit-lockfile-registry-resolved".',
  );
  process.exitCode = 1;
}

/**
 * Looks where Node would: in the node_modules of each folder on the way up.
 *
 * @param {string} path
 * @param {string} name
 */
function isLocked(path, name) {
  const parts = path.split('/');
  return ['', ...parts].some((_part, depth) => {
    return packages[[...parts.slice(0, depth), 'node_modules', name].join('/')];
  });
}

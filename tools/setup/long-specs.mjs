import { readFileSync } from 'node:fs';
import { specFiles } from './spec-files.mjs';

/**
 * The specs that say `@long` of themselves in a comment: each shows once more, with other samples or in
 * great numbers, what a shorter one shows. `npm test` leaves them out, and says so; `npm test -- --all`
 * and CI run them.
 *
 * @param {string} root the workspace's folder
 * @returns {ReturnType<typeof specFiles>}
 */
export function longSpecs(root) {
  return specFiles(root).filter(({ file }) => /^\/\/ @long\b/m.test(readFileSync(file, 'utf8')));
}

/** Set by `npm test` for its tasks. A project tested by hand runs all that it has. */
export const shortRun = 'LEAVE_OUT_LONG_TESTS';

/**
 * For a configuration of Jest.
 *
 * @param {string} root the workspace's folder
 * @returns {string[]} patterns of the files that this run leaves out
 */
export function longSpecsToIgnore(root) {
  return process.env[shortRun] === 'true'
    ? longSpecs(root).map(({ file }) => pathPattern(file))
    : [];
}

/** @param {string} path */
export const pathPattern = (path) => `^${path.replaceAll(/[^\w/-]/g, '\\$&')}$`;

import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filesUnder } from './files-under.mjs';

/**
 * All specs of the workspace.
 *
 * @param {string} root the workspace's folder
 * @returns {{ file: string, target: 'test' | 'e2e' }[]} absolute paths, and the target that runs them
 */
function specFiles(root) {
  return ['apps', 'libs', 'tools']
    .flatMap((group) => filesUnder(join(root, group), '.spec.ts'))
    .map((file) => ({
      file,
      target: relative(root, file).split(sep).includes('e2e') ? 'e2e' : 'test',
    }));
}

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

/**
 * The end-to-end specs that need what this machine lacks, by their comment `@requires NAME`.
 *
 * @param {string} root the workspace's folder
 * @param {{ name: string, mayLack?: boolean }[]} missing requirements
 * @returns {{ file: string, needs: string[], mustRun: boolean }[]} absolute paths; `mustRun`: with
 *   CI=true it is a failure that it cannot
 */
export function leftOutSpecs(root, missing) {
  return specFiles(root)
    .filter(({ target }) => target === 'e2e')
    .map(({ file }) => {
      const needs = needed(file, missing);
      const mustRun = needs.some(({ mayLack }) => !mayLack);
      return { file, needs: needs.map(({ name }) => name), mustRun };
    })
    .filter(({ needs }) => needs.length > 0);
}

/**
 * @param {string} file
 * @param {{ name: string, mayLack?: boolean }[]} missing
 */
function needed(file, missing) {
  const tags = readFileSync(file, 'utf8').matchAll(/@requires ([\w, -]+)/g);
  const names = [...tags].flatMap(([, list = '']) => list.split(/[ ,]+/));
  return missing.filter(({ name }) => names.includes(name));
}

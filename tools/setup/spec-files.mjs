import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Set by `npm test` for its tasks. A project tested by hand runs all that it has. */
export const shortRun = 'LEAVE_OUT_LONG_TESTS';

/** Set by `npm run matrix` for its tasks. */
export const matrixRun = 'RUN_MATRIX_TESTS';

/**
 * A spec, and what the comments in it say: `// @long` or `// @matrix` with a reason, `@requires NAME`.
 *
 * @typedef {object} SpecFile
 * @property {string} file absolute path
 * @property {string} spec the same from the workspace's folder, with forward slashes
 * @property {'test' | 'e2e'} target that runs it
 * @property {'long' | 'matrix' | undefined} tier
 * @property {string[]} requires names of requirements
 */

/**
 * @param {string} root the workspace's folder
 * @returns {SpecFile[]}
 */
function specFiles(root) {
  const files = ['apps', 'libs', 'tools'].flatMap((group) =>
    filesUnder(join(root, group), '.spec.ts'),
  );
  return files.map((file) => {
    const text = readFileSync(file, 'utf8');
    const spec = relative(root, file).replaceAll(sep, '/');
    const [, tier] = /^\/\/ @(long|matrix)\b/m.exec(text) ?? [];
    return {
      file,
      spec,
      target: spec.includes('/e2e/') ? 'e2e' : 'test',
      tier: /** @type {SpecFile['tier']} */ (tier),
      requires: [...text.matchAll(/@requires ([\w, -]+)/g)].flatMap(([, list = '']) =>
        list.split(/[ ,]+/),
      ),
    };
  });
}

/**
 * The specs that show once more, with other samples or in great numbers, what a shorter one shows.
 * `npm test` leaves them out, and says so; `npm test -- --all` and CI run them.
 *
 * @param {string} root the workspace's folder
 */
export function longSpecs(root) {
  return specFiles(root).filter(({ tier }) => tier === 'long');
}

/**
 * The specs of `npm run matrix`.
 *
 * @param {string} root the workspace's folder
 */
export function matrixSpecs(root) {
  return specFiles(root).filter(({ tier }) => tier === 'matrix');
}

/**
 * For a configuration of Jest.
 *
 * @param {string} root the workspace's folder
 * @param {Record<string, string | undefined>} [env]
 * @returns {string[]} patterns of the files whose tier this run leaves out
 */
export function specsToIgnore(root, env = process.env) {
  const left = { long: env[shortRun] === 'true', matrix: env[matrixRun] !== 'true' };
  return specFiles(root)
    .filter(({ tier }) => tier && left[tier])
    .map(({ file }) => pathPattern(file));
}

/** @param {string} path */
export const pathPattern = (path) => `^${path.replaceAll(/[^\w/-]/g, '\\$&')}$`;

/**
 * The end-to-end specs that need what this machine lacks.
 *
 * @param {string} root the workspace's folder
 * @param {{ name: string, mayLack?: boolean }[]} missing requirements
 * @returns {(SpecFile & { needs: string[], mustRun: boolean })[]} `mustRun`: with CI=true it is a failure
 *   that it cannot
 */
export function leftOutSpecs(root, missing) {
  return specFiles(root)
    .filter(({ target }) => target === 'e2e')
    .map((spec) => {
      const needs = missing.filter(({ name }) => spec.requires.includes(name));
      const mustRun = needs.some(({ mayLack }) => !mayLack);
      return { ...spec, needs: needs.map(({ name }) => name), mustRun };
    })
    .filter(({ needs }) => needs.length > 0);
}

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

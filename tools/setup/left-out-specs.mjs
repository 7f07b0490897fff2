import { readFileSync } from 'node:fs';
import { specFiles } from './spec-files.mjs';

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

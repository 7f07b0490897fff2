import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsOf } from './imports-of.mjs';

export const SCOPE = '@entra-flows/';

/**
 * The `index.ts` of a library of the workspace.
 *
 * @param {string} root
 * @param {string} name `@entra-flows/auth-core`
 */
export function indexOf(root, name) {
  return join(root, 'libs', name.slice(SCOPE.length), 'src/index.ts');
}

/**
 * The modules that an index takes these names from: what else it exports is not reached.
 *
 * @param {string} index path
 * @param {string[]} names
 * @returns {string[]} paths
 */
export function modulesOf(index, names) {
  const exports = importsOf(readFileSync(index, 'utf8'));
  return names.map((name) => {
    const found = exports.find((entry) => entry.names.includes(name));
    if (!found) throw new Error(`${index} does not export ${name} by its name.`);
    return join(index, '..', found.from);
  });
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importsOf } from './imports-of.mjs';

export const SCOPE = '@entra-flows/';

/**
 * The file behind an entry point of a library of the workspace: its `index.ts`, or that of one part.
 *
 * @param {string} root
 * @param {string} name `@entra-flows/auth-core`, `@entra-flows/auth-core/broker`
 */
export function indexOf(root, name) {
  const [library = '', ...part] = name.slice(SCOPE.length).split('/');
  const folder = join(root, 'libs', library);
  const entry = entriesOf(folder)[['.', ...part].join('/')];
  if (!entry)
    throw new Error(`${name} is no entry point: see "exports" in ${folder}/package.json.`);
  return join(folder, entry.source);
}

/**
 * @param {string} file absolute path
 * @returns {boolean} whether it lies directly in `src` and is what others import
 */
export function isIndex(file) {
  const folder = dirname(dirname(file));
  if (!/[\\/]libs[\\/][^\\/]+$/.test(folder)) return false;
  return Object.values(entriesOf(folder)).some(({ source }) => join(folder, source) === file);
}

/**
 * @param {string} folder of a library
 * @returns {Record<string, { source: string }>}
 */
function entriesOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).exports;
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

import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { importsOf } from './imports-of.mjs';
import { indexOf, modulesOf, SCOPE } from './workspace-libraries.mjs';

/**
 * Follows the imports of a sample through the libraries of the workspace. Of a library's index only
 * the exports that somebody imports count, so specs and other flows stay behind.
 *
 * @param {string} root the workspace's folder
 * @param {string} entry
 * @returns {{ files: Set<string>, packages: Map<string, Set<string>> }} absolute paths; and npm
 *   packages, each with the files that import it
 */
export function reachedFiles(root, entry) {
  /** @type {Set<string>} */
  const files = new Set();
  /** @type {Map<string, Set<string>>} */
  const packages = new Map();
  /** @param {string} file */
  const visit = (file) => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.ts')) return;
    for (const { from, names } of importsOf(readFileSync(file, 'utf8'))) {
      if (from.startsWith('.')) visit(join(dirname(file), from));
      else if (from.startsWith(SCOPE)) {
        const index = indexOf(root, from);
        files.add(index);
        modulesOf(index, names).forEach(visit);
      } else if (!isBuiltin(from)) {
        const name = packageName(from);
        packages.set(name, (packages.get(name) ?? new Set()).add(file));
      }
    }
  };
  visit(entry);
  return { files, packages };
}

/** @param {string} specifier `open`, `@azure/msal-node`, each perhaps with a path behind it */
function packageName(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The packages that a project and the workspace libraries below it load only if they are installed
 * (native modules such as a keyring): they stay outside the bundle and are looked up at run time.
 *
 * @param {string} project folder with a package.json
 * @returns {Set<string>}
 */
export function optionalPackages(project) {
  /** @type {Set<string>} */
  const found = new Set();
  const seen = new Set();
  /** @param {string} folder */
  const visit = (folder) => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const file = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const name of Object.keys(file.optionalDependencies ?? {})) found.add(name);
    for (const [name, meta] of Object.entries(file.peerDependenciesMeta ?? {})) {
      if (meta.optional) found.add(name);
    }
    // All that a tool uses is for development.
    const own = folder === project && file.devDependencies;
    for (const name of Object.keys({ ...file.dependencies, ...file.peerDependencies, ...own })) {
      const library = join(import.meta.dirname, '../../node_modules', name);
      if (name.startsWith('@entra-flows/') && existsSync(library)) visit(library);
    }
  };
  visit(project);
  return found;
}

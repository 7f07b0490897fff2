import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * All specs of the workspace.
 *
 * @param {string} root the workspace's folder
 * @returns {string[]} absolute paths
 */
export function specFiles(root) {
  const projects = ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(root, group, name)),
  );
  return [...projects, join(root, 'tools')].flatMap((project) => specsUnder(project));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function specsUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ['node_modules', 'dist'].includes(entry.name) ? [] : specsUnder(path);
    return entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * @typedef {object} Project
 * @property {string} folder absolute path
 * @property {string} name the npm name, `@entra-flows/auth-core`
 * @property {string} layer from the tag `layer:…`; tools carry `type:tool` alone
 * @property {Set<string>} runtime npm names declared for product code
 * @property {Set<string>} declared the same and those for development
 */

/**
 * Reads the npm workspaces of a root folder, and what each declares.
 *
 * @param {string} root absolute path of the folder with the workspace's package.json
 * @returns {Project[]}
 */
export function workspaceProjects(root) {
  /** @type {string[]} */
  const globs = read(root).workspaces;
  const shared = Object.keys(read(root).devDependencies ?? {});
  return globs
    .flatMap((glob) => expand(root, glob))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => describe(folder, shared));
}

/**
 * @param {Project[]} projects
 * @param {string} file absolute path
 */
export function projectOf(projects, file) {
  return projects.find(({ folder }) => file === folder || file.startsWith(folder + sep));
}

/**
 * @param {string} folder
 * @param {string[]} shared development dependencies of the whole workspace
 * @returns {Project}
 */
function describe(folder, shared) {
  const file = read(folder);
  /** @type {string[]} */
  const tags = file.nx?.tags ?? [];
  const [, layer = 'none'] = /(?:layer:|type:(?=tool))(\S+)/.exec(tags.join(' ')) ?? [];
  const runtime = [file.dependencies, file.optionalDependencies, file.peerDependencies];
  const names = runtime.flatMap((group) => Object.keys(group ?? {}));
  const declared = new Set([...names, ...Object.keys(file.devDependencies ?? {}), ...shared]);
  return { folder, name: file.name, layer, runtime: new Set(names), declared };
}

/**
 * @param {string} root
 * @param {string} glob a folder, or a folder and `/*`: the two forms this workspace uses
 */
function expand(root, glob) {
  if (!glob.endsWith('/*')) return [join(root, glob)];
  const parent = join(root, glob.slice(0, -2));
  return existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name)) : [];
}

/** @param {string} folder */
function read(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { layers } from './layers.mjs';
import { projectOf } from './workspace-projects.mjs';

/** @typedef {import('./workspace-projects.mjs').Project} Project */

/**
 * Judges one import.
 *
 * @param {Project[]} projects the whole workspace
 * @param {string} file absolute path of the importing file
 * @param {string} specifier what stands between the quotes
 * @returns {string | undefined} what is wrong and what to do; undefined when nothing is
 */
export function checkImport(projects, file, specifier) {
  const from = projectOf(projects, file);
  if (!from) return undefined;
  if (specifier.startsWith('.')) return checkRelative(from, projects, file, specifier);
  if (/^([\\/]|file:|data:|[a-z]:)/i.test(specifier) && !isBuiltin(specifier)) {
    return `'${specifier}' is no package name: import a package, or a file of this project by a relative path.`;
  }
  if (isBuiltin(specifier)) {
    return specifier.startsWith('node:') ? undefined : `Write 'node:${specifier}'.`;
  }
  const [name = ''] = /^(@[^/]*\/)?[^/]*/.exec(specifier) ?? [];
  const to = projects.find((project) => project.name === name);
  const test = isTest(from, file);
  // What is carried inside at build is no dependency of the package.
  const isCarried = to?.layer === 'primitives';
  const isDevelopment = test || isCarried || isLauncher(from, file);
  return checkDeclared(from, name, isDevelopment) ?? checkLayers(from, to, test, name);
}

/**
 * Specs, tests of copies, everything under e2e/, and what specs share in a folder testing/ or fixtures/ may use what
 * product code may not.
 *
 * @param {Project} project
 * @param {string} file
 */
function isTest(project, file) {
  const inside = file.slice(project.folder.length).replaceAll('\\', '/');
  return /\.(?:spec|test)\.[cm]?[jt]sx?$/.test(inside) || /\/(e2e|testing|fixtures)\//.test(inside);
}

/**
 * What builds and starts an app that is packaged stays out of the package.
 *
 * @param {Project} project
 * @param {string} file
 */
const isLauncher = ({ layer, folder }, file) =>
  layer === 'desktop' && /^[\\/]launch[\\/]/.test(file.slice(folder.length));

/**
 * @param {Project} from
 * @param {Project[]} projects
 * @param {string} file
 * @param {string} specifier
 */
function checkRelative(from, projects, file, specifier) {
  const target = resolve(dirname(file), specifier);
  const to = projectOf(projects, target);
  if (to === from) {
    return isTest(from, target) && !isTest(from, file)
      ? `'${specifier}' belongs to the tests: product code must not import it.`
      : undefined;
  }
  return to
    ? `'${specifier}' reaches into ${to.name} by path: import '${to.name}'.`
    : `'${specifier}' reaches out of ${from.name}: what it needs must lie inside, or be a package.`;
}

/**
 * @param {Project} from
 * @param {string} name
 * @param {boolean} isDevelopment
 */
function checkDeclared(from, name, isDevelopment) {
  const { runtime, declared } = from;
  // Tools and what tests share never leave the workspace: they may use what serves its development.
  const staysHere = from.layer === 'tool' || from.layer === 'testing';
  const known = isDevelopment || staysHere ? declared : runtime;
  if (known.has(name) || name === from.name) return undefined;
  return declared.has(name)
    ? `'${name}' is declared for tests only: product code needs it under dependencies in package.json.`
    : `'${name}' is not declared in the package.json of ${from.name}.`;
}

/**
 * @param {Project} from
 * @param {Project | undefined} to undefined for a package of npm
 * @param {boolean} test
 * @param {string} name
 */
function checkLayers(from, to, test, name) {
  if (to === from) return undefined;
  const layer = layers[from.layer];
  if (!to) {
    const refused = !test && layer?.refuses?.includes(name);
    return refused ? `Layer '${from.layer}' must not know '${name}'.` : undefined;
  }
  if (!layer)
    return `${from.name} has no layer: give its package.json one of the tags of layers.mjs.`;
  const allowed = test ? [...layer.imports, ...layer.tests] : layer.imports;
  if (allowed.includes(to.layer)) return undefined;
  const only = layer.tests.includes(to.layer) ? ' outside tests' : '';
  return `Layer '${from.layer}' must not import layer '${to.layer}' (${to.name})${only}; it may import: ${allowed.join(', ') || 'none'}.`;
}

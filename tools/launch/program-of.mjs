import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { nodeFlags, root as workspace } from './node-flags.mjs';
import { decidingFiles, sourceState } from './source-state.mjs';

/**
 * How to run a program of the workspace: the arguments of node.
 *
 * A bundle starts three times as fast as the sources, of which there are hundreds. `dist/<name>.mjs`
 * is made when it is missing or its sources have changed, so that who edits sees the edit at once. Where
 * no bundle can be had, for whatever reason, the sources run as they are and say themselves what is wrong.
 *
 * @param {string} entry absolute path of a TypeScript file in a project's folder `src`
 * @param {string} [root] the workspace's folder, for tests
 * @returns {Promise<string[]>}
 */
export async function programOf(entry, root = workspace) {
  try {
    return [await freshBundle(entry, root)];
  } catch {
    return [...nodeFlags, entry];
  }
}

/**
 * @param {string} entry
 * @param {string} [root]
 * @returns {Promise<string>} absolute path of a bundle that says what the sources say
 * @throws {Error} when there can be none
 */
export async function freshBundle(entry, root = workspace) {
  const folder = dirname(entry);
  if (basename(folder) !== 'src') throw new Error(`${entry} is not in a folder src`);
  const bundle = join(folder, '../dist', `${basename(entry, '.ts')}.mjs`);
  if (!isFresh(bundle, root)) await renew(bundle, entry, root);
  return bundle;
}

/**
 * @param {string} bundle
 * @param {string} root
 */
function isFresh(bundle, root) {
  try {
    const text = readFileSync(bundle, 'utf8');
    const { files, state } = JSON.parse(text.slice(2, text.indexOf('\n')));
    return sourceState(root, files) === state;
  } catch {
    return false;
  }
}

/**
 * The state of the sources stands in the bundle itself, so that the two cannot disagree, and the file
 * comes into place whole: another terminal may be starting from it.
 *
 * @param {string} bundle
 * @param {string} entry
 * @param {string} root
 */
async function renew(bundle, entry, root) {
  const { bundleForServing } = await import('./bundle-for-serving.mjs');
  const started = Date.now();
  const { code, inputs } = await bundleForServing(root, join(dirname(entry), '..'), entry);
  const files = decidingFiles(inputs);
  refuseEdited(files, root, started);
  refuseLost(files, root, relative(root, dirname(entry)).replaceAll('\\', '/'));
  const head = JSON.stringify({ state: sourceState(root, files), files });
  const temporary = `${bundle}.${randomUUID()}.tmp`;
  mkdirSync(dirname(bundle), { recursive: true });
  try {
    writeFileSync(temporary, `//${head}\n${code}`);
    renameSync(temporary, bundle);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * What is saved while the bundle is made may or may not be in it.
 *
 * @param {string[]} files
 * @param {string} root
 * @param {number} started milliseconds since 1970
 */
function refuseEdited(files, root, started) {
  const edited = files.find((file) => statSync(join(root, file)).mtimeMs >= started);
  if (edited) throw new Error(`${edited} has just changed`);
}

/**
 * A source that asks where it lies would hear where the bundle lies. That is as far from the project's
 * folder as the entry is, so only files beside the entry may ask.
 *
 * @param {string[]} files
 * @param {string} root
 * @param {string} beside folder of the entry, relative to the root
 */
function refuseLost(files, root, beside) {
  const lost = files
    .filter((file) => file.endsWith('.ts') && dirname(file) !== beside)
    .find((file) => readFileSync(join(root, file), 'utf8').includes('import.meta'));
  if (lost) throw new Error(`${lost} asks for import.meta`);
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkFiles } from './check-files.mjs';
import { checkFolder } from './check-folder.mjs';
import { checkSample } from './check-sample.mjs';
import { localImports } from './local-imports.mjs';
import { packageFile, tsconfigFile } from './package-file.mjs';
import { placeInCopy } from './place-in-copy.mjs';
import { productName } from './product-name.mjs';
import { reachedFiles } from './reached-files.mjs';
import { readmeOfCopy } from './readme-of-copy.mjs';
import { reword } from './reword.mjs';
import { writeCopy } from './write-copy.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * Writes a sample as a project of its own: its sources, the files of the workspace's libraries that
 * they reach (as `src/auth-core/…`, with their folders as they are, so that a later version can be
 * compared), a package.json with exact versions, and what else a project has.
 *
 * @param {string} sample name of an app
 * @param {string} folder outside the workspace
 * @param {{ force: boolean }} options
 * @returns {string[]} the files written, from the folder
 * @throws with `code: 'USAGE'` when the sample is unknown or the folder unfit
 */
export function ejectSample(sample, folder, { force }) {
  const project = checkSample(root, sample);
  checkFolder(root, folder, force);
  const { files, packages } = reachedFiles(root, join(project, 'src/main.ts'));
  const product = productName(folder, sample);
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const file of files) {
    const source = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
    const local = localImports(root, file, source, files);
    texts.set(placeInCopy(root, file), reword(root, file, local, product));
  }
  texts.set('package.json', packageFile(root, project, product, packages));
  texts.set('tsconfig.json', tsconfigFile(root));
  texts.set('README.md', readmeOfCopy(project, sample));
  texts.set('LICENSE', readFileSync(join(root, 'LICENSE'), 'utf8'));
  texts.set('.gitignore', 'node_modules/\ndist/\n.env.local\n');
  // All texts are made before the first is written: a fault above leaves no half copy.
  checkFiles(folder, texts.keys());
  writeCopy(folder, texts);
  return [...texts.keys()].sort();
}

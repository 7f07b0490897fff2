import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { makeTarballs } from '../pack/make-tarballs.mjs';
import { checkFiles } from './check-files.mjs';
import { checkFolder } from './check-folder.mjs';
import { checkSample } from './check-sample.mjs';
import { librariesOf, packageFile, tsconfigFile } from './package-file.mjs';
import { productName } from './product-name.mjs';
import { readmeOfCopy } from './readme-of-copy.mjs';
import { sampleFiles, specOfCopy } from './sample-files.mjs';
import { writeCopy } from './write-copy.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * Writes a sample as a project of its own: its sources, a spec, a package.json with exact versions, what
 * else a project has, and the workspace's libraries as tarballs.
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
  const product = productName(folder, sample);
  /** @type {Map<string, string | Buffer>} */
  const contents = new Map(sampleFiles(project, sample, product));
  const spec = specOfCopy(sample);
  const libraries = librariesOf(root, project, spec);
  const names = [...libraries.product, ...libraries.development];
  const paths = makeTarballs(names);
  const tarballs = new Map(names.map((name, index) => [name, paths[index] ?? '']));
  contents.set('src/main.test.ts', spec);
  contents.set('package.json', packageFile(root, project, product, libraries, tarballs));
  contents.set('tsconfig.json', tsconfigFile(root));
  contents.set('README.md', readmeOfCopy(project, sample));
  contents.set('LICENSE', readFileSync(join(root, 'LICENSE'), 'utf8'));
  contents.set('.gitignore', 'node_modules/\ndist/\n.env.local\n');
  for (const path of paths) contents.set(`vendor/${basename(path)}`, readFileSync(path));
  // All contents are made before the first is written: a fault above leaves no half copy.
  checkFiles(folder, contents.keys());
  writeCopy(folder, contents);
  return [...contents.keys()].sort();
}

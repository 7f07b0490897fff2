import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import {
  asyncEntry,
  lazyNodeModules,
  lazyWidths,
  unusedMsal,
  withoutJsonwebtoken,
} from './build/plugins.mjs';
import { optionalPackages } from './build/optional-packages.mjs';
import { packedModules } from './build/packed-modules.mjs';
import { withCodeCache } from './build/with-code-cache.mjs';

/**
 * Bundles a program into one file that runs on its own, and writes beside it what makes it start faster.
 * CommonJS, because Node starts it faster than the same bundle as a module.
 *
 * @param {string} project folder with a package.json
 * @param {string} entry absolute path of its main.ts
 * @param {string} outfile
 * @param {Parameters<typeof withCodeCache>[1]} [options]
 * @returns {Promise<import('esbuild').Metafile['outputs'][string]>} what esbuild made the file of
 */
export async function buildBundle(project, entry, outfile, options = {}) {
  const result = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    conditions: ['source'],
    external: [...optionalPackages(project), '*.node'],
    // A CommonJS file has no import.meta; createRequire(import.meta.url) must find the file all the same.
    define: { 'import.meta.url': '__bundle.url' },
    banner: {
      js: 'const __bundle={get url(){return require("node:url").pathToFileURL(__filename).href}};',
    },
    // import() becomes require(): code from the code cache has no other way to this file's packages.
    // A template keeps characters that are not ASCII.
    supported: { 'dynamic-import': false, 'template-literal': false },
    legalComments: 'linked',
    logLevel: 'warning',
    plugins: [
      ...[asyncEntry(entry), packedModules, lazyNodeModules, lazyWidths],
      ...[withoutJsonwebtoken, unusedMsal],
    ],
  });
  await withCodeCache(outfile, options);
  const output = Object.values(result.metafile.outputs).find(({ entryPoint }) => entryPoint);
  if (!output) throw new Error('esbuild wrote no bundle');
  return output;
}

// `node tools/build.mjs apps/cli-device-code` writes apps/cli-device-code/dist/cli-device-code.cjs.
if (process.argv[1] === import.meta.filename) {
  const project = resolve(process.argv[2] ?? '.');
  const { nx } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const outfile = join(project, 'dist', `${nx.name}.cjs`);
  const record = nx.name.startsWith('cli-');
  await buildBundle(project, join(project, 'src/main.ts'), outfile, { record });
  for (const file of [outfile, `${outfile}.v8`])
    console.log(`${file}  ${(statSync(file).size / 1024).toFixed(1)} KB`);
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { asyncEntry } from './build/async-entry.mjs';
import { optionalPackages } from './build/optional-packages.mjs';
import { packedRemedies } from './build/packed-remedies.mjs';
import { unusedMsal } from './build/unused-msal.mjs';
import { withoutJsonwebtoken } from './build/without-jsonwebtoken.mjs';

/**
 * Bundles a sample into one file that runs on its own: `node tools/build.mjs apps/cli-device-code`
 * writes `apps/cli-device-code/dist/cli-device-code.cjs`.
 *
 * CommonJS, because Node starts it faster than the same bundle as a module.
 */
const project = resolve(process.argv[2] ?? '.');
const { nx } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const entry = join(project, 'src/main.ts');
const outfile = join(project, 'dist', `${nx.name}.cjs`);

const { metafile } = await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  conditions: ['source'],
  external: [...optionalPackages(project), '*.node'],
  // A CommonJS file has no import.meta; createRequire(import.meta.url) must find the file all the same.
  define: { 'import.meta.url': '__bundleUrl' },
  banner: {
    js: '#!/usr/bin/env node\nconst __bundleUrl=require("node:url").pathToFileURL(__filename).href;',
  },
  // Korean texts as they are: escaped they take twice the space.
  charset: 'utf8',
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
  plugins: [asyncEntry(entry), withoutJsonwebtoken, unusedMsal, packedRemedies],
});

for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  console.log(`${file}  ${(bytes / 1024).toFixed(1)} KB`);
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { asyncEntry } from './build/async-entry.mjs';
import { bundleOptions } from './build/bundle-options.mjs';

/**
 * Bundles a sample into one file that runs on its own: `node tools/build.mjs apps/cli-device-code`
 * writes `apps/cli-device-code/dist/cli-device-code.cjs`.
 */
const project = resolve(process.argv[2] ?? '.');
const { nx } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const entry = join(project, 'src/main.ts');
const options = bundleOptions(project);

const { metafile } = await build({
  ...options,
  entryPoints: [entry],
  outfile: join(project, 'dist', `${nx.name}.cjs`),
  metafile: true,
  plugins: [asyncEntry(entry), ...options.plugins],
});

for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  console.log(`${file}  ${(bytes / 1024).toFixed(1)} KB`);
}

import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildBundle } from './build/build-bundle.mjs';

/**
 * Bundles a sample into one file that runs on its own: `node tools/build.mjs apps/cli-device-code`
 * writes `apps/cli-device-code/dist/cli-device-code.cjs`.
 */
const project = resolve(process.argv[2] ?? '.');
const { nx } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const outfile = join(project, 'dist', `${nx.name}.cjs`);

await buildBundle(project, join(project, 'src/main.ts'), outfile, {
  record: nx.name.startsWith('cli-'),
});

for (const file of [outfile, `${outfile}.v8`]) {
  console.log(`${file}  ${(statSync(file).size / 1024).toFixed(1)} KB`);
}

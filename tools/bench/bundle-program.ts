import { join } from 'node:path';
import { buildBundle } from '../build.mjs';

/** Bundles a program of `programs/` as a sample is bundled. */
export async function bundleProgram(name: string, folder: string): Promise<string> {
  const entry = join(import.meta.dirname, 'programs', name, 'src/main.ts');
  const outfile = join(folder, `${name}.cjs`);
  await buildBundle(join(import.meta.dirname, '../../libs/sample-kit'), entry, outfile, {
    record: name === 'warm-token',
  });
  return outfile;
}

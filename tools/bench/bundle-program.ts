import { join } from 'node:path';
import { build } from 'esbuild';
import { asyncEntry } from '../build/async-entry.mjs';
import { bundleOptions } from '../build/bundle-options.mjs';

/** Bundles a program of `programs/` as a sample is bundled. */
export async function bundleProgram(name: string, folder: string): Promise<string> {
  const entry = join(import.meta.dirname, 'programs', name, 'src/main.ts');
  const outfile = join(folder, `${name}.cjs`);
  const kit = join(import.meta.dirname, '../../libs/sample-kit');
  const options = bundleOptions(kit);
  await build({
    ...options,
    entryPoints: [entry],
    outfile,
    plugins: [asyncEntry(entry), ...options.plugins],
  });
  return outfile;
}

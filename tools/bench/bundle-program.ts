import { join } from 'node:path';
import { buildBundle } from '../build.mjs';

/**
 * Bundles a program of `programs/` as a sample is bundled.
 *
 * @param run of which V8's code is kept; default: the run of a sample, for a program that is one
 */
export async function bundleProgram(
  name: string,
  folder: string,
  run?: { args: string[]; env: NodeJS.ProcessEnv },
): Promise<string> {
  const entry = join(import.meta.dirname, 'programs', name, 'src/main.ts');
  const outfile = join(folder, `${name}.cjs`);
  await buildBundle(join(import.meta.dirname, '../../libs/sample-kit'), entry, outfile, {
    record: run ?? name === 'warm-token',
  });
  return outfile;
}

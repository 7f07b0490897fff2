import { join } from 'node:path';
import { build } from 'esbuild';
import { asyncEntry } from '../../build/async-entry.mjs';
import { bundleOptions } from '../../build/bundle-options.mjs';
import type { Figure } from '../figure.ts';

const project = join(import.meta.dirname, '../../../apps/cli-device-code');
const KB = 1024;

export const bundle: Figure = {
  id: 'P11',
  what: 'bundle of a CLI sample (cli-device-code)',
  target: '≤ 200 KB',
  async measure({ folder }) {
    const entry = join(project, 'src/main.ts');
    const options = bundleOptions(project);
    const outfile = join(folder, 'bundle.cjs');
    const plugins = [asyncEntry(entry), ...options.plugins];
    const entryPoints = [entry];
    const { metafile } = await build({ ...options, entryPoints, outfile, plugins, metafile: true });
    const outputs = Object.entries(metafile.outputs);
    const output = outputs.find(([name]) => name.endsWith('bundle.cjs'))?.[1];
    if (!output) throw new Error('esbuild wrote no bundle');
    const inputs = Object.entries(output.inputs);
    const part = (pattern: RegExp) =>
      inputs
        .filter(([name]) => pattern.test(name))
        .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput / KB, 0)
        .toFixed(0);
    const size = output.bytes / KB;
    return {
      figure: `${size.toFixed(0)} KB`,
      met: size <= 200,
      note: `MSAL ${part(/@azure\/msal/)}, errors and remedies of auth-core ${part(/auth-core\/src\/errors/)}, the rest of auth-core ${part(/auth-core\/src\/(?!errors)/)}, sample-kit ${part(/sample-kit\/src/)}, other packages ${part(/node_modules\/(?!@azure\/msal)/)} KB`,
    };
  },
};

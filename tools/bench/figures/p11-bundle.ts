import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle } from '../../build.mjs';
import type { Figure } from '../figure.ts';

const project = join(import.meta.dirname, '../../../apps/cli-device-code');
const KB = 1024;

export const bundle: Figure = {
  id: 'P11',
  title: 'bundle of a sample',
  what: 'bundle of a CLI sample (cli-device-code)',
  target: '≤ 260 KB',
  async measure({ folder }) {
    const outfile = join(folder, 'bundle.cjs');
    const output = await buildBundle(project, join(project, 'src/main.ts'), outfile, {
      record: true,
    });
    const inputs = Object.entries(output.inputs);
    const part = (pattern: RegExp) =>
      inputs
        .filter(([name]) => pattern.test(name))
        .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput / KB, 0)
        .toFixed(0);
    const size = statSync(outfile).size / KB;
    return {
      figure: `${size.toFixed(0)} KB`,
      met: size <= 260,
      note: `packed, and runs alone; unpacked: MSAL ${part(/@azure\/msal/)}, errors and remedies of auth-core ${part(/auth-core\/src\/errors/)}, the rest of auth-core ${part(/auth-core\/src\/(?!errors)/)}, sample-kit ${part(/sample-kit\/src/)}, other packages ${part(/node_modules\/(?!@azure\/msal)/)} KB; beside it, not counted: the unpacked program with V8’s code, ${(statSync(`${outfile}.v8`).size / KB).toFixed(0)} KB`,
    };
  },
};

import { join } from 'node:path';
import { resolutions, typeFaults } from '../pack/install/type-faults.ts';
import type { Check } from './check.ts';
import { newMachine } from './new-machine.ts';
import type { Tarballs } from './tarballs.ts';

/** The packages' types, for each version of TypeScript that products have. */
export function typeChecks(tarballs: Tarballs): Check[] {
  return ['5.9', '6', '7'].map((version) => ({
    ...{ what: 'TypeScript', version },
    how: `types of all packages, strict: ${resolutions.join(', ')}`,
    async run(progress) {
      await using machine = newMachine(process.execPath, tarballs);
      await machine.install([...tarballs.keys()], { typescript: version, '@types/node': '20' });
      const names = [...tarballs.values()].map(({ manifest }) => manifest.name);
      const uses = names.map(
        (name, at) =>
          `import * as p${at} from '${name}';\n// @ts-expect-error: not any\np${at}.none;\n`,
      );
      for (const resolution of resolutions) {
        progress(resolution);
        const compiler = join(machine.folder, 'node_modules/typescript/bin/tsc');
        const faults = await typeFaults(machine.folder, compiler, resolution, uses.join(''));
        if (faults.length > 0) throw new Error(`${resolution}: ${faults.join('\n')}`);
      }
      return machine.versionOf('typescript');
    },
  }));
}

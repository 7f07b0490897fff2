// @long builds the app once for each way to break it
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Plugin } from 'esbuild';
import { buildApp } from '../launch/build-app.ts';
import { appInProcess } from '../testing/app-in-process.ts';
import { type Mutant, mutants } from '../testing/mutants.ts';
import { securityChecks } from '../testing/security-checks.ts';
import { usePlace } from '../testing/use-place.ts';

const shared = usePlace();

describe('the checks notice', () => {
  test.each(mutants)('$name', async (mutant) => {
    const { emulator, place, folder } = shared;
    const built = join(folder, mutant.name.replace(/\W+/g, '-'));
    await buildApp(built, { plugins: [changing(mutant)] });
    const running = await appInProcess(built, { env: place.env });
    const check = securityChecks[mutant.noticedBy];
    expect(await check?.({ folder: built, running, emulator, env: place.env })).toBe(false);
    running.end();
  });
});

/** @throws {Error} for a mutant whose place in the source is gone */
const changing = ({ file, from, to }: Mutant): Plugin => ({
  name: 'mutant',
  setup(build) {
    build.onLoad({ filter: new RegExp(`src/${file.replace('.', '\\.')}$`) }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      return { contents: text.replace(from, to), loader: 'ts' };
    });
  },
});

import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Makes a program of the stand-in, to be started in the place of Electron's.
 *
 * @returns its absolute path
 */
export async function buildStandIn(): Promise<string> {
  const outfile = join(import.meta.dirname, '../dist/testing/electron.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'electron-program.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
  await chmod(outfile, 0o755);
  return outfile;
}

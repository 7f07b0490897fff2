import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { emulatorDataDir } from './emulator-endpoints.mjs';
import { startEmulator } from './start-emulator.mjs';

/**
 * Which emulator `nx serve identity-emulator` is to show: that of this workspace, with `--data DIR` that of
 * another folder (from where the person stands), and with `--ephemeral` one of its own that keeps nothing.
 *
 * @param {string[]} args of the view, which says itself what is wrong with them
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ dataDir: string, start?: (dataDir: string) => Promise<void> }} `start` when it is to be
 *   started in another way than usual
 */
export function emulatorPlace(args, env) {
  const options = /** @type {const} */ ({
    data: { type: 'string' },
    ephemeral: { type: 'boolean' },
  });
  const { data, ephemeral } = parseArgs({ args, options, strict: false }).values;
  if (ephemeral === true)
    return {
      dataDir: mkdtempSync(join(tmpdir(), 'identity-emulator-')),
      start: (dataDir) => startEmulator(dataDir, { more: ['--ephemeral'] }),
    };
  if (typeof data !== 'string' || data === '') return { dataDir: emulatorDataDir(env) };
  return { dataDir: resolve(env['INIT_CWD'] ?? '.', data) };
}

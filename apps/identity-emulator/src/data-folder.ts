import { rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const workspace = resolve(import.meta.dirname, '../../..');

/** The folder for what must outlive the emulator: `--data`, `EMULATOR_DATA`, or `.emulator`. */
export function dataFolder(option: string | undefined, env: NodeJS.ProcessEnv): string {
  return resolve(workspace, option ?? (env['EMULATOR_DATA'] || '.emulator'));
}

export const endpointsFile = (dataDir: string): string => join(dataDir, 'endpoints.json');
export const controlFile = (dataDir: string): string => join(dataDir, 'control.json');

const ownFiles = [
  'installation.json',
  'endpoints.json',
  'control.json',
  'emulator.log',
  'start.log',
];

/** Removes what an emulator that keeps nothing left behind, and its folder when that is empty. */
export async function forgetFolder(dataDir: string): Promise<void> {
  try {
    for (const name of ownFiles) await rm(join(dataDir, name), { force: true });
    await rmdir(dataDir);
  } catch {
    // The folder has other files: it stays.
  }
}

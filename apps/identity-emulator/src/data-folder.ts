import { rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const workspace = resolve(import.meta.dirname, '../../..');

/** Where the emulator keeps what must outlive it: `--data`, `EMULATOR_DATA`, or `.emulator`. */
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

/** Takes away what an emulator left that keeps nothing, and the folder when nobody else uses it. */
export async function forgetFolder(dataDir: string): Promise<void> {
  try {
    for (const name of ownFiles) await rm(join(dataDir, name), { force: true });
    await rmdir(dataDir);
  } catch {
    // Something of somebody else is in it: it stays.
  }
}

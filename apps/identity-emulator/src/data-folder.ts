import { join, resolve } from 'node:path';

const workspace = resolve(import.meta.dirname, '../../..');

/** Where the emulator keeps what must outlive it: `--data`, `EMULATOR_DATA`, or `.emulator`. */
export function dataFolder(option: string | undefined, env: NodeJS.ProcessEnv): string {
  return resolve(workspace, option ?? (env['EMULATOR_DATA'] || '.emulator'));
}

export const endpointsFile = (dataDir: string): string => join(dataDir, 'endpoints.json');
export const controlFile = (dataDir: string): string => join(dataDir, 'control.json');

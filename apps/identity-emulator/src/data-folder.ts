import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const workspace = resolve(import.meta.dirname, '../../..');

/** Where the emulator keeps what must outlive it: `--data`, `EMULATOR_DATA`, or `.emulator`. */
export function dataFolder(option: string | undefined, env: NodeJS.ProcessEnv): string {
  return resolve(workspace, option ?? (env['EMULATOR_DATA'] || '.emulator'));
}

export const endpointsFile = (dataDir: string): string => join(dataDir, 'endpoints.json');
export const controlFile = (dataDir: string): string => join(dataDir, 'control.json');

/** @throws Error for people when it cannot be made */
export async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `The data folder ${dataDir} cannot be made (${code}). ` +
        'Choose another one with --data or EMULATOR_DATA, or make room for it.',
      { cause: error },
    );
  }
}

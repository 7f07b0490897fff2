import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { untilEmulatorLeft, usersEnvironment } from '@entra-flows/sample-testing';

export const root = join(import.meta.dirname, '../../..');

/** Of the current test: holds the data of its emulator. */
let folder: string;

/** For a spec file: each test has a folder of its own. */
export function useNpmStart(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'npm-start-'));
  });
  afterEach(() => removePlace(folder));
}

export async function removePlace(folder: string): Promise<void> {
  await untilEmulatorLeft(join(folder, 'emulator'));
  rmSync(folder, { recursive: true, force: true });
}

export const environment = () => ({
  ...usersEnvironment(),
  EMULATOR_DATA: join(folder, 'emulator'),
  LANG: 'C.UTF-8',
});

/** Off a terminal, as from a script. */
export const npmStart = (...args: string[]) => npmStartWith({}, ...args);

/**
 * With these variables in the environment too. Behind `--` npm hands on what it was given, which
 * `forgotten-dashes.spec.ts` sees; without npm it takes half the time.
 */
export function npmStartWith(more: NodeJS.ProcessEnv, ...args: string[]) {
  const options = { cwd: root, env: { ...environment(), ...more }, encoding: 'utf8' } as const;
  const [first, ...rest] = args;
  const { status, stdout, stderr } =
    first === '--'
      ? spawnSync(process.execPath, ['tools/start.mjs', ...rest], options)
      : spawnSync('npm', ['start', '--silent', ...args], options);
  return { status, stdout, stderr, lastLine: stderr.trim().split('\n').at(-1) };
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readControl, readEndpoints } from './emulator-data.ts';
import { openStartLog, startEmulator } from './start-emulator.ts';

const linux = process.platform === 'linux' ? test : test.skip;
const posix = process.platform === 'win32' ? test.skip : test;

const at = (dataDir: string) => ({ dataDir, ephemeral: false });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder that cannot be had is one message', () => {
  linux('where the system makes no folders', async () => {
    await expect(startEmulator(at('/proc/no-such-folder'))).rejects.toThrow(
      /^The folder \/proc\/no-such-folder cannot be made: .* \(ENOENT\)\. Choose another data folder/,
    );
  });

  test('that is a file', async () => {
    writeFileSync(join(folder, 'data'), '');
    await expect(startEmulator(at(join(folder, 'data')))).rejects.toThrow(
      /data cannot be made: a file is in its place \(EEXIST\)\. Choose another data folder/,
    );
  });

  test('in which a file of the emulator is a folder, start.log too', async () => {
    mkdirSync(join(folder, 'certificate.json'));
    mkdirSync(join(folder, 'start.log'));
    await expect(startEmulator(at(folder))).rejects.toThrow(
      /certificate\.json cannot be read: it is a folder \(EISDIR\)\. Move it away or delete it/,
    );
  });
});

posix('a pipe in the place of a file keeps no program waiting', async () => {
  for (const name of ['start.log', 'control.json', 'endpoints.json'])
    execFileSync('mkfifo', [join(folder, name)]);
  expect(await openStartLog(folder, join(folder, 'start.log'))).toBeUndefined();
  expect(readControl(folder)).toBeUndefined();
  expect(readEndpoints(folder)).toBeUndefined();
});

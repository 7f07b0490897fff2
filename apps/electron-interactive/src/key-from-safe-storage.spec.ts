import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { standInSafeStorage, type StorageBackend } from '../testing/stand-in/safe-storage.ts';
import { keyFromSafeStorage } from './key-from-safe-storage.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'safe-storage-'));
  file = join(folder, 'deeper', 'tokens.key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const provider = (
  backend: StorageBackend = 'gnome_libsecret',
  platform: NodeJS.Platform = 'linux',
) => keyFromSafeStorage(standInSafeStorage(folder, backend), { file, platform });

test('makes a key when told to, keeps it encrypted, finds it again, and removes it', async () => {
  expect(await provider().getKey(false)).toBeUndefined();
  const key = await provider().getKey(true);
  expect(key).toHaveLength(32);
  expect(await provider().getKey(false)).toEqual(key);
  const kept = readFileSync(file, 'latin1');
  expect(kept).not.toContain(Buffer.from(key!).toString('base64'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await provider().removeKey?.();
  expect(await provider().getKey(false)).toBeUndefined();
});

test('a key that the system can no longer decrypt is set aside, and another one is made', async () => {
  await provider().getKey(true);
  writeFileSync(file, 'somebody else’s');
  expect(await provider().getKey(false)).toBeUndefined();
  expect(readFileSync(file, 'utf8')).toBe('somebody else’s');
  expect(await provider().getKey(true)).toHaveLength(32);
  const [old] = readdirSync(dirname(file)).filter((name) => name !== 'tokens.key');
  expect(readFileSync(join(dirname(file), old!), 'utf8')).toBe('somebody else’s');
  await provider().removeKey?.();
  expect(readdirSync(dirname(file))).toEqual([]);
});

const onPosix = process.platform === 'win32' ? test.skip : test;
onPosix('a link or a pipe in the place of the key is neither followed nor waited for', async () => {
  const target = join(folder, 'target');
  mkdirSync(dirname(file));
  for (const make of [() => symlinkSync(target, file), () => execFileSync('mkfifo', [file])]) {
    make();
    await expect(provider().getKey(true)).rejects.toMatchObject({
      errorCode: 'keyring_unavailable',
      errorMessage: expect.stringContaining('cannot be read; move it away') as unknown,
    });
    rmSync(file);
  }
  symlinkSync(target, `${file}.new`);
  expect(await provider().getKey(true)).toHaveLength(32);
  expect(existsSync(target)).toBe(false);
});

test('basic_text counts on Linux alone: other systems have no such backend', async () => {
  await expect(provider('basic_text').getKey(true)).rejects.toThrow('--allow-basic-text');
  expect(await provider('basic_text', 'win32').getKey(true)).toHaveLength(32);
  expect(provider('basic_text', 'win32').name).toContain('DPAPI');
});

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('a key that the system can no longer decrypt is lost, and another one is made', async () => {
  await provider().getKey(true);
  writeFileSync(file, 'somebody else’s');
  expect(await provider().getKey(false)).toBeUndefined();
  expect(await provider().getKey(true)).toHaveLength(32);
});

test('basic_text counts on Linux alone: other systems have no such backend', async () => {
  await expect(provider('basic_text').getKey(true)).rejects.toThrow('--allow-basic-text');
  expect(await provider('basic_text', 'win32').getKey(true)).toHaveLength(32);
  expect(provider('basic_text', 'win32').name).toContain('DPAPI');
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fileCachePlugin } from '@entra-flows/auth-core';
import { standInSafeStorage } from '../testing/stand-in/safe-storage.ts';
import { keyFromSafeStorage } from './key-from-safe-storage.ts';
import { tokenCache } from './token-cache.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'token-cache-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('tokens that are there wait for no lock of another process, and a sign-in does', async () => {
  const safeStorage = standInSafeStorage(folder, 'gnome_libsecret');
  const file = join(folder, 'login.example-client.cache');
  const protection = keyFromSafeStorage(safeStorage, { file: `${file}.key`, platform: 'linux' });
  await fileCachePlugin({ file, protection }).discovery.set('https://login.example', {});
  const lock = `${file}.lock`;
  writeFileSync(lock, 'no folder of a lock');
  const troubles: string[] = [];
  const { plugin } = await tokenCache(safeStorage, {
    ...{ folder, clientId: 'client', authority: 'https://login.example/t', allowBasicText: false },
    ...{ onTrouble: (message) => troubles.push(message), onChange: () => undefined },
  });
  expect(troubles).toEqual([]);
  await expect(plugin.check()).rejects.toThrow(/is not a folder of this program/);
  rmSync(lock);
  mkdirSync(lock);
  await plugin.check();
  expect(readdirSync(folder)).not.toContain('login.example-client.cache.lock');
});

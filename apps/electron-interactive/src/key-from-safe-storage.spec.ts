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
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type Disturbance,
  standInSafeStorage,
  type StorageBackend,
} from '../testing/stand-in/safe-storage.ts';
import { keyFromSafeStorage, type KeyWrapping } from './key-from-safe-storage.ts';

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

test('makes a key when asked to, keeps it encrypted, finds it again, and removes it', async () => {
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

describe('a key that the system does not decrypt', () => {
  const old = () => readdirSync(dirname(file)).filter((name) => name !== 'tokens.key');
  const rejecting = (calls = Infinity): Disturbance => ({
    decryptStringAsync: (content) =>
      calls-- > 0
        ? Promise.reject(new Error('temporarily unavailable'))
        : standInSafeStorage(folder, 'gnome_libsecret').decryptStringAsync(content),
  });
  const disturbed = (disturbance: Disturbance, timeout = 20) =>
    keyFromSafeStorage(standInSafeStorage(folder, 'gnome_libsecret', disturbance), {
      ...{ file, platform: 'linux', timeout },
    });
  const unavailable = (words: string) => ({
    errorCode: 'keyring_unavailable',
    errorMessage: expect.stringContaining(words) as unknown,
  });

  test('is unavailable now: no file changes, and the next start has it', async () => {
    const key = await provider().getKey(true);
    const kept = readFileSync(file);
    const bad = disturbed(rejecting(1));
    await expect(bad.getKey(false)).rejects.toMatchObject(unavailable('unlock its keyring'));
    await expect(bad.getKey(false)).rejects.toMatchObject(unavailable('unlock its keyring'));
    expect([readFileSync(file), old()]).toEqual([kept, []]);
    expect(await bad.getKey(true)).toEqual(key); // asked again, as there is something to keep
    expect(await provider().getKey(false)).toEqual(key);
  });

  test('is set aside when there is something to keep, once a start, and all of them go', async () => {
    await provider().getKey(true);
    writeFileSync(file, 'of another user');
    const start = provider();
    await expect(start.getKey(false)).rejects.toMatchObject(unavailable('does not decrypt'));
    expect(readFileSync(file, 'utf8')).toBe('of another user');
    expect(await start.getKey(true)).toHaveLength(32);
    expect(old().map((name) => readFileSync(join(dirname(file), name), 'utf8'))).toEqual([
      'of another user',
    ]);
    await start.removeKey?.();
    expect(readdirSync(dirname(file))).toEqual([]);
    writeFileSync(file, 'again');
    await expect(start.getKey(true)).rejects.toMatchObject(unavailable('does not decrypt'));
    expect(readFileSync(file, 'utf8')).toBe('again');
  });

  test('at most three are kept, and names that are not ours stay', async () => {
    mkdirSync(dirname(file));
    const mine = ['tokens.key.unreadable-by-me', 'tokens.key.unreadable-12'];
    for (const name of mine) writeFileSync(join(dirname(file), name), 'mine');
    mkdirSync(`${file}.unreadable-1234567890123`);
    for (const content of 'abcde') {
      writeFileSync(file, content);
      await provider().getKey(true);
    }
    const contents = old()
      .filter((name) => /-\d{13}$/.test(name) && !name.endsWith('-1234567890123'))
      .sort()
      .map((name) => readFileSync(join(dirname(file), name), 'utf8'));
    expect(contents).toEqual(['c', 'd', 'e']);
    await provider().removeKey?.();
    expect(old().sort()).toEqual([
      'tokens.key.unreadable-12',
      'tokens.key.unreadable-1234567890123',
      'tokens.key.unreadable-by-me',
    ]);
  });

  test.each<[string, Disturbance]>([
    ['decrypt', rejecting()],
    [
      'give back what it encrypts',
      { decryptStringAsync: async () => ({ result: 'another text', shouldReEncrypt: false }) },
    ],
    ['encrypt', { ...rejecting(1), encryptStringAsync: () => Promise.reject(new Error('no')) }],
    ['ask', { isAsyncEncryptionAvailable: () => Promise.reject(new Error('no')) }],
    ['answer about decrypting', { decryptStringAsync: () => new Promise(() => undefined) }],
    [
      'answer about encrypting',
      { ...rejecting(1), encryptStringAsync: () => new Promise(() => undefined) },
    ],
    ['answer at all', { isAsyncEncryptionAvailable: () => new Promise(() => undefined) }],
    [
      'work without throwing',
      {
        isAsyncEncryptionAvailable: () => {
          throw new Error('no');
        },
      },
    ],
  ])('stays where it is while the system does not %s', async (_, disturbance) => {
    await provider().getKey(true);
    const kept = readFileSync(file);
    const bad = disturbed(disturbance);
    await expect(bad.getKey(true)).rejects.toMatchObject(unavailable('Tokens cannot be kept'));
    expect([readFileSync(file), old()]).toEqual([kept, []]);
  });

  describe('when the answer is late', () => {
    /** A system that answers once it is unlocked. */
    function slow(disturbance: Disturbance = {}) {
      const working = standInSafeStorage(folder, 'gnome_libsecret', disturbance);
      let unlock = (): void => undefined;
      const unlocked = new Promise<void>((resolve) => (unlock = resolve));
      let onLateKey = (): void => undefined;
      const isThere = new Promise<void>((resolve) => (onLateKey = resolve));
      const isAsyncEncryptionAvailable = () => unlocked.then(() => true);
      const late = keyFromSafeStorage(
        { ...working, isAsyncEncryptionAvailable },
        { ...{ file, platform: 'linux', timeout: 5 }, onLateKey },
      );
      return { late, unlock, isThere };
    }

    test('it is there after all', async () => {
      const key = await provider().getKey(true);
      const { late, unlock, isThere } = slow();
      await expect(late.getKey(false)).rejects.toMatchObject(unavailable('did not answer'));
      unlock();
      await isThere;
      expect(await late.getKey(false)).toEqual(key);
    });

    test('a sign-in does not wait for what stays silent then', async () => {
      await provider().getKey(true);
      let asked = (): void => undefined;
      const isAsked = new Promise<void>((resolve) => (asked = resolve));
      const decryptStringAsync = () => {
        asked();
        return new Promise<never>(() => undefined);
      };
      const { late, unlock } = slow({ decryptStringAsync });
      await expect(late.getKey(false)).rejects.toMatchObject(unavailable('did not answer'));
      unlock();
      await isAsked;
      await expect(late.getKey(true)).rejects.toMatchObject(unavailable('within 0.005 s'));
    });
  });
});

test('a key that the system wants encrypted anew is, once that can be decrypted', async () => {
  const key = await provider().getKey(true);
  const before = readFileSync(file);
  const working = standInSafeStorage(folder, 'gnome_libsecret');
  const decryptStringAsync: KeyWrapping['decryptStringAsync'] = async (content) => ({
    ...(await working.decryptStringAsync(content)),
    shouldReEncrypt: content.equals(before),
  });
  const encryptStringAsync = async () => Buffer.from('what nothing decrypts');
  const start = (disturbance: Disturbance) =>
    keyFromSafeStorage({ ...working, ...disturbance }, { file, platform: 'linux' }).getKey(false);
  expect(await start({ decryptStringAsync, encryptStringAsync })).toEqual(key);
  expect(readFileSync(file)).toEqual(before);
  expect(await start({ decryptStringAsync })).toEqual(key);
  expect(readFileSync(file)).not.toEqual(before);
  expect(await provider().getKey(false)).toEqual(key);
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

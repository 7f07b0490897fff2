import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import type { KeyProvider } from './key-from-file.ts';
import { protectedFile, type ProtectedFileOptions } from './protected-file.ts';
import type { DamageEvent } from './set-aside.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();

/** A provider as a keyring is one: empty, filled, and filled with another key. */
function memoryKey(key?: Uint8Array): KeyProvider & { key: Uint8Array | undefined } {
  return {
    name: 'memory',
    key,
    async getKey(create) {
      if (create) this.key ??= randomBytes(32);
      return this.key;
    },
  };
}

async function place(options: Partial<ProtectedFileOptions<string>> = {}) {
  const home = await folder();
  const path = join(home, 'codes');
  const damages: DamageEvent[] = [];
  const provider = memoryKey();
  const open = (more: Partial<ProtectedFileOptions<string>> = {}) =>
    protectedFile<string>({
      file: path,
      protection: provider,
      parse: (text) => JSON.parse(text) as string,
      onDamaged: (event) => damages.push(event),
      ...options,
      ...more,
    });
  const names = async () => (await readdir(home)).sort();
  return { home, path, damages, provider, open, names };
}

const text = JSON.stringify('the secret');

const onPosix = process.platform === 'win32' ? test.skip : test;

describe('a protected file', () => {
  test('is not there before something is written, and makes nothing', async () => {
    const { open, names } = await place();
    expect(await open().read()).toBeUndefined();
    expect(await names()).toEqual([]);
  });

  test('of no bytes holds nothing, and does not count as damaged', async () => {
    const { open, path, damages } = await place();
    await writeFile(path, '');
    expect(await open().read()).toBeUndefined();
    await open().update((current) => JSON.stringify(`${current} before`));
    expect(await open().read()).toBe('undefined before');
    expect(damages).toEqual([]);
  });

  test('gives back what was written, to others too, and reads a replaced one again', async () => {
    const { open } = await place();
    const [a, b] = [open(), open()];
    await a.update(() => text);
    expect(await b.read()).toBe('the secret');
    await b.update((current) => JSON.stringify(`${current}!`));
    expect(await a.read()).toBe('the secret!');
    await a.update(() => undefined);
    expect(await b.read()).toBe('the secret!');
  });

  test('is as it was after a write of what could not be read again', async () => {
    const { open, names } = await place();
    const file = open();
    await file.update(() => text);
    await expect(file.update(() => 'no JSON')).rejects.toThrow(/could not be read again/);
    expect(await open().read()).toBe('the secret');
    expect(await names()).toEqual(['codes']);
  });

  test('tells of a full disk before anything has to be written', async () => {
    const onStep = (step: string) => {
      if (step === 'half-written') throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    const { open, names } = await place();
    await open().check();
    expect(await names()).toEqual([]);
    await expect(open({ onStep }).check()).rejects.toThrow(/the disk is full\. Make room/);
    expect(await names()).toEqual([]);
  });

  test('is sealed anew at each write', async () => {
    const { open, path } = await place();
    const file = open();
    await file.update(() => text);
    const first = await readFile(path);
    await file.update(() => text);
    expect((await readFile(path)).subarray(13, 25)).not.toEqual(first.subarray(13, 25));
  });

  test('is not opened again while it is unchanged', async () => {
    const { open, path } = await place();
    await open().update(() => text);
    const past = new Date(Date.now() - 60_000);
    await utimes(path, past, past);
    const parse = jest.fn((plain: string) => JSON.parse(plain) as string);
    const file = open({ parse });
    expect(file.peek()).toBeUndefined();
    await file.read();
    await file.read();
    expect(parse).toHaveBeenCalledTimes(1);
    expect(file.peek()).toMatchObject({ value: 'the secret' });
    await rm(path);
    expect(file.peek()).toBeUndefined();
    expect(await file.read()).toBeUndefined();
  });

  test('asks for the key again when the file is gone, so that a removed key is not used', async () => {
    const { open, provider, damages } = await place();
    const [a, b] = [open(), open()];
    await a.update(() => text);
    await b.remove();
    provider.key = undefined;
    await a.update(() => text);
    expect(await open().read()).toBe('the secret');
    expect(damages).toEqual([]);
  });

  test('takes the new key when another process had to make one', async () => {
    const { open, provider, damages, path } = await place();
    const a = open();
    await a.update(() => text);
    await rm(path);
    provider.key = randomBytes(32);
    await open().update(() => JSON.stringify('newer'));
    expect(await a.read()).toBe('newer');
    expect(damages).toEqual([]);
  });

  test('removes what writers left that were killed', async () => {
    const { open, path, names } = await place();
    await writeFile(`${path}.tmp-0123456789ab`, 'half');
    await open().update(() => text);
    expect(await names()).toEqual(['codes']);
  });

  test('is not written by a process that lost the lock meanwhile', async () => {
    const { open, path, names } = await place();
    const onStep = async (step: string) => {
      if (step === 'written') await rm(`${path}.lock`, { recursive: true });
    };
    const write = open({ onStep }).update(() => text);
    await expect(write).rejects.toThrow(/another took over the lock\. Try again/);
    expect(await names()).toEqual([]);
  });

  test('reads anew what another process wrote at the same time, once it has the lock', async () => {
    const { open, path } = await place({ protection: 'plaintext' });
    const [a, b] = [open(), open()];
    await a.update(() => '"first"');
    const whole = new Date('2026-01-01T00:00:00Z');
    await utimes(path, whole, whole);
    expect(await b.read()).toBe('first');
    expect(b.peek()).toMatchObject({ value: 'first' });
    await b.runExclusive(async () => expect(b.peek()).toBeUndefined());
  });

  test('says what it was told when a write fails for a reason without a code', async () => {
    const { open, names } = await place();
    const onStep = (step: string) => {
      if (step === 'synced') throw new Error('something odd');
    };
    const write = open({ onStep }).update(() => text);
    await expect(write).rejects.toThrow(/Cannot write ".+": the system answered something odd\./);
    expect(await names()).toEqual([]);
  });

  test('refuses to write more than it would read', async () => {
    const { open } = await place({ largest: 100 });
    const write = open().update(() => JSON.stringify('x'.repeat(100)));
    await expect(write).rejects.toThrow(/\d+ bytes are more than the 100 allowed/);
  });

  onPosix('is closed to others again when it comes back readable for all', async () => {
    const { open, path } = await place();
    await open().update(() => text);
    await chmod(path, 0o644);
    await open().read();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe('a file that cannot be used', () => {
  const flip = async (path: string, at: number) => {
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(path, bytes);
  };
  type Place = Awaited<ReturnType<typeof place>>;
  const cases: [string, DamageEvent['reason'], (there: Place) => Promise<unknown>][] = [
    ['is cut short', 'damaged', ({ path }) => truncate(path, 40)],
    ['is cut in its head', 'damaged', ({ path }) => truncate(path, 6)],
    ['has a changed bit in its magic', 'damaged', ({ path }) => flip(path, 0)],
    ['has a changed bit in its version', 'damaged', ({ path }) => flip(path, 4)],
    ['has a changed bit in its key id', 'wrong-key', ({ path }) => flip(path, 7)],
    ['has a changed bit in its nonce', 'damaged', ({ path }) => flip(path, 15)],
    ['has a changed bit in its content', 'damaged', ({ path }) => flip(path, 30)],
    ['is another file under the same key', 'damaged', swap],
    ['holds JSON in clear', 'not-encrypted', ({ path }) => writeFile(path, ' {"Account":{}}')],
    ['is huge', 'too-large', ({ path }) => truncate(path, 10 * 2 ** 30)],
    [
      'was sealed with another key',
      'wrong-key',
      async (p) => void (p.provider.key = randomBytes(32)),
    ],
    ['has lost its key', 'key-lost', async (p) => void (p.provider.key = undefined)],
    [
      'holds something else',
      'damaged',
      ({ open }) => open({ parse: String }).update(() => 'no JSON'),
    ],
  ];
  async function swap({ home, open, path }: Place) {
    const file = join(home, 'other');
    await open({ file }).update(() => text);
    await copyFile(file, path);
    await rm(file);
  }

  test.each(cases)('is set aside and reported: it %s', async (_, reason, spoil) => {
    const there = await place();
    const { open, path, damages, names } = there;
    await open().update(() => text);
    await spoil(there);

    expect(await open().read()).toBeUndefined();

    expect(damages).toHaveLength(1);
    expect(damages[0]).toMatchObject({ file: path, reason });
    expect(damages[0]?.message).toMatch(/cannot be used: .+ It is kept as ".+"\. Sign in again\.$/);
    expect(damages[0]?.keptAs).toMatch(/codes\.damaged-\d{8}T\d{9}Z$/);
    expect((await names()).map((name) => join(there.home, name))).toEqual([damages[0]?.keptAs]);
    await open().update(() => text);
    expect(await open().read()).toBe('the secret');
  });

  test('is left alone by a start that cannot have its key', async () => {
    const { open, path, damages, names } = await place();
    await open({ protection: 'plaintext' }).update(() => text);
    const locked: KeyProvider = {
      name: 'nothing',
      getKey: () => Promise.reject(new AuthCoreError('keyring_unavailable', 'no keyring')),
    };
    const file = open({ protection: locked });
    for (const use of [file.check, file.read])
      await expect(use()).rejects.toMatchObject({ errorCode: 'keyring_unavailable' });
    expect(await names()).toEqual(['codes']);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(damages).toEqual([]);
  });

  test('is set aside when it is sealed, and plain text is wanted', async () => {
    const { open, damages } = await place();
    await open().update(() => text);
    const plain = open({ protection: 'plaintext' });
    expect(await plain.read()).toBeUndefined();
    expect(damages.map(({ reason }) => reason)).toEqual(['encrypted']);
  });

  test('does not push out more than the oldest of three', async () => {
    const { open, path, names } = await place();
    const file = open({ protection: 'plaintext' });
    for (let i = 0; i < 5; i++) {
      await writeFile(path, `damage ${i}`);
      await file.read();
    }
    const kept = await names();
    expect(kept).toHaveLength(3);
    expect(await readFile(join(path, '..', kept[0]!), 'utf8')).toBe('damage 2');
  });

  test('replaces no other that was set aside in the same millisecond', async () => {
    const { open, path, names } = await place();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
    for (let i = 0; i < 2; i++) {
      await writeFile(path, 'x');
      await open().read();
    }
    clock.mockRestore();
    expect(await names()).toHaveLength(2);
  });

  test('is reported once when many find it, and becomes a warning without a listener', async () => {
    const { open, path, damages } = await place();
    await writeFile(path, 'x');
    const warn = jest.spyOn(process, 'emitWarning').mockReturnValue();
    const files = [open(), open(), open()];
    await Promise.all(files.map((file) => file.read()));
    expect(damages).toHaveLength(1);
    await writeFile(path, 'x');
    await open({ onDamaged: undefined }).read();
    expect(warn.mock.calls).toEqual([
      [
        expect.stringContaining('Sign in again.'),
        { type: 'AuthCoreWarning', code: 'cache_damaged' },
      ],
    ]);
    warn.mockRestore();
  });

  test('is set aside, or read as what was written, whatever a stranger makes of it', async () => {
    const { open, path, damages } = await place();
    await open().update(() => text);
    const sealed = await readFile(path);
    const change = fc.record({
      from: fc.nat(sealed.length),
      length: fc.nat(12),
      by: fc.uint8Array({ maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ from, length, by }) => {
        const forged = Buffer.concat([
          sealed.subarray(0, from),
          by,
          sealed.subarray(from + length),
        ]);
        await writeFile(path, forged);
        const before = damages.length;
        const value = await open().read();
        if (forged.equals(sealed)) expect(value).toBe('the secret');
        else expect([value, damages.length]).toEqual([undefined, before + 1]);
      }),
      { numRuns: 150 },
    );
  });

  const withMkfifo = process.platform === 'win32' ? test.skip : test;
  withMkfifo(
    'is refused, not waited for, when it is a pipe, a device, a link or a folder',
    async () => {
      const { home, open } = await place();
      const at = (name: string) => join(home, name);
      execFileSync('mkfifo', [at('pipe')]);
      await symlink('/dev/zero', at('link'));
      await mkdir(at('folder'));
      for (const [file, what] of [
        [at('pipe'), 'not a plain file'],
        ['/dev/zero', 'not a plain file'],
        [at('link'), 'a symbolic link'],
        [at('folder'), 'a folder'],
      ] as const) {
        const message = `Cannot use "${file}": it is ${what}. Choose another file.`;
        await expect(open({ file }).read()).rejects.toMatchObject({ errorMessage: message });
      }
    },
  );

  const withProc = process.platform === 'linux' ? test : test.skip;
  withProc('is told in words when the system makes no files there', async () => {
    const check = protectedFile({ file: '/proc/tokens', protection: 'plaintext', parse: String });
    await expect(check.check()).rejects.toMatchObject({ errorCode: 'cache_unusable' });
    await expect(check.remove()).rejects.toMatchObject({ errorCode: 'cache_unusable' });
    // Allowed to read nothing of it: a plain file of root's that answers with an error of its own.
    const { open } = await place();
    const odd = open({ file: '/proc/self/mem' }).read();
    await expect(odd).rejects.toMatchObject({ errorCode: 'cache_unusable' });
  });

  test('is told in words when it cannot be set aside or removed', async () => {
    const { open, path } = await place();
    const file = open({ onStep: (step) => (step === 'locked' ? spoil() : undefined) });
    const spoil = () => rm(join(path, '..'), { recursive: true });
    await expect(file.remove()).rejects.toThrow(/^Cannot remove ".+": /);
    await mkdir(join(path, '..'));
    await writeFile(path, '');
    const blocked = open({
      onStep: () => mkdir(`${path}.damaged-x`).then(() => chmod(path, 0o600)),
    });
    expect(await blocked.read()).toBeUndefined();
  });

  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  asRoot('is refused when it belongs to another user', async () => {
    const { open, path } = await place();
    await writeFile(path, '{}');
    execFileSync('chown', ['12345', path]);
    const reading = open().read();
    await expect(reading).rejects.toThrow(/belongs to another user \(uid 12345, you are 0\)/);
  });

  test('is told in words when the path itself is impossible', async () => {
    const { open, home } = await place();
    await writeFile(join(home, 'file'), '');
    const cases: [string, RegExp][] = [
      [join(home, 'file', 'below'), /a part of the path is a file, not a folder/],
      [join(home, 'x'.repeat(300)), /the name is too long/],
      [join(home, 'nul\0byte'), /Cannot .*: the system answered ERR_INVALID_ARG_VALUE/],
    ];
    for (const [file, message] of cases)
      await expect(open({ file }).check()).rejects.toThrow(message);
  });

  test('is reported without a key of the right size, or when none is made', async () => {
    const { open } = await place();
    const short = open({ protection: memoryKey(randomBytes(16)) });
    await expect(short.update(() => text)).rejects.toThrow(/has 16 bytes instead of 32/);
    const none = open({ protection: { name: 'nothing', getKey: async () => undefined } });
    await expect(none.update(() => text)).rejects.toThrow(
      /key to encrypt with is missing: nothing made none/,
    );
  });
});

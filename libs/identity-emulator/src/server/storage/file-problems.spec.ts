import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator } from '../../index.ts';
import { fileProblem, makeFolder, readIfThere, replaceFile } from './data-files.ts';

const linux = process.platform === 'linux' ? test : test.skip;
const posix = process.platform === 'win32' ? test.skip : test;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'problems-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a folder', () => {
  test('is made for its owner, with those above it, by many at once', async () => {
    const path = join(folder, 'a/b/c');
    await Promise.all(Array.from({ length: 20 }, () => makeFolder(path)));
    expect((await stat(path)).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  linux('where the system makes none is refused and not tried for ever', async () => {
    await expect(makeFolder('/proc/none/data')).rejects.toThrow(
      /^The folder \/proc\/none\/data cannot be made: .*\(ENOENT\)\. Choose another data folder/,
    );
  });
});

describe('a file of the data folder', () => {
  test.each(['signing-key.json', 'certificate.json', 'grants.ndjson'])(
    'that is a folder is named, with the remedy: %s',
    async (name) => {
      await mkdir(join(folder, name));
      await expect(startIdentityEmulator({ dataDir: folder })).rejects.toThrow(
        `${join(folder, name)} cannot be read: it is a folder (EISDIR). Move it away or delete it, then try again.`,
      );
    },
  );

  posix('that is a pipe does not make the start wait', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readIfThere(pipe)).rejects.toThrow(
      /pipe cannot be read: it is not a file\. Move it/,
    );
  });

  linux(
    'on a disk whose quota is used up, which libuv has no name for, has a message',
    async () => {
      const error = { code: 'Unknown system error -122', errno: -122, syscall: 'write' };
      expect((await fileProblem('/x', 'written', error)).message).toMatch(
        /^\/x cannot be written: your share of the disk is used up \(EDQUOT\)\. Make room/,
      );
    },
  );

  test('is not written over a folder, and no half of it stays behind', async () => {
    const path = join(folder, 'endpoints.json');
    await mkdir(path);
    await expect(replaceFile(path, '{}')).rejects.toThrow(
      /endpoints\.json cannot be written: it is a folder/,
    );
    expect(await readdir(folder)).toEqual(['endpoints.json']);
  });

  test('below a file is refused', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(replaceFile(join(folder, 'file/x.json'), '{}')).rejects.toThrow(
      /x\.json cannot be written: a file is in the place of a folder \(ENOTDIR\)/,
    );
  });
});

test('a full disk names the file and the remedy, though the system names no file', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
  expect((await fileProblem(join(folder, 'grants.ndjson'), 'written', full)).message).toMatch(
    /grants\.ndjson cannot be written: the disk is full \(ENOSPC\)\. Make room there, or choose/,
  );
});

test('what is not a system error is passed on as it is', async () => {
  const other = new Error('ca is missing');
  expect(await fileProblem('x', 'read', other)).toBe(other);
});

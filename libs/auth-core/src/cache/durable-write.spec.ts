import fs from 'node:fs';
import promises from 'node:fs/promises';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

// What only a power cut or a neighbour at the right moment would show: the calls of the system.

const calls: string[] = [];
const paths = new Map<number, string>();
let beforeOpen: (path: string) => void = () => undefined;
const nameOf = (path: string) => basename(path).replace(/\.tmp-[0-9a-f]{12}$/, '.tmp');

jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  openSync: (path: string, flags: string, mode?: number) => {
    beforeOpen(path);
    const file = fs.openSync(path, flags, mode);
    paths.set(file, nameOf(path));
    return file;
  },
  fsync: (file: number, done: (error: Error | null) => void) => {
    calls.push(`sync ${paths.get(file)}`);
    fs.fsync(file, done);
  },
}));
jest.unstable_mockModule('node:fs/promises', () => ({
  ...promises,
  rename: (from: string, to: string) => {
    calls.push(`rename ${nameOf(from)} ${nameOf(to)}`);
    return promises.rename(from, to);
  },
}));
const { writeAtomically } = await import('@entra-flows/primitives/write-atomically');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'durable-'));
  calls.length = 0;
  beforeOpen = () => undefined;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('content is on the disk before the name, and the name before the end', async () => {
  await writeAtomically(join(folder, 'tokens'), Buffer.from('new'));
  const own = basename(folder);
  expect(calls).toEqual(['sync tokens.tmp', 'rename tokens.tmp tokens', `sync ${own}`]);
});

test('never writes through a link that was put in the place of the temporary file', async () => {
  const victim = join(folder, 'victim');
  await writeFile(victim, 'untouched');
  beforeOpen = (path) => fs.symlinkSync(victim, path);
  const write = writeAtomically(join(folder, 'tokens'), Buffer.from('new'));
  await expect(write).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(victim, 'utf8')).toBe('untouched');
});

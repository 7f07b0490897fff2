import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, jest, test } from '@jest/globals';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const onPosix = process.platform === 'win32' ? test.skip : test;

const happened: string[] = [];
const NAME = 'abababababab';
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  fsync(file: number, done: fs.NoParamCallback) {
    happened.push(
      fs.fstatSync(file).isDirectory() ? 'the folder is on the disk' : 'so is the file',
    );
    fs.fsync(file, done);
  },
}));
jest.unstable_mockModule('node:crypto', () => ({
  ...crypto,
  randomBytes: (length: number) => Buffer.alloc(length, NAME, 'hex'),
}));
const { writeAtomically } = await import('@entra-flows/primitives/write-atomically');

beforeEach(() => void happened.splice(0));

onPosix(
  'the content is on the disk before it has its name, and the name before it counts',
  async () => {
    const onStep = (step: string) => void happened.push(step);
    await writeAtomically(join(await folder(), 'tokens'), Buffer.from('new'), { onStep });
    expect(happened.slice(-6)).toEqual([
      ...['written', 'so is the file', 'synced'],
      ...['renamed', 'the folder is on the disk', 'folder-synced'],
    ]);
  },
);

onPosix('nothing is written through a link that another program put in the way', async () => {
  const home = await folder();
  const [file, target] = [join(home, 'tokens'), join(home, 'target')];
  fs.writeFileSync(target, 'theirs');
  fs.symlinkSync(target, `${file}.tmp-${NAME}`);
  await expect(writeAtomically(file, Buffer.from('new'))).rejects.toMatchObject({ code: 'EEXIST' });
  expect(fs.readFileSync(target, 'utf8')).toBe('theirs');
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { keyFromFile } from './key-from-file.ts';
import { cacheProcesses } from './testing/fork-cache-process.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const start = cacheProcesses();

test('makes a key only when asked to, and gives the same one afterwards', async () => {
  const path = join(await folder(), 'new', 'key');
  expect(await keyFromFile(path).getKey(false)).toBeUndefined();
  const key = await keyFromFile(path).getKey(true);
  expect(key).toHaveLength(32);
  expect(await keyFromFile(path).getKey(false)).toEqual(key);
  expect(await readFile(path, 'latin1')).toMatch(/^[\w+/]{43}=\n$/);
});

test('makes one key when two want it at the same time', async () => {
  const path = join(await folder(), 'key');
  const [a, b] = await Promise.all([
    keyFromFile(path).getKey(true),
    keyFromFile(path).getKey(true),
  ]);
  expect(a).toEqual(b);
});

test('processes that all want to make the key end up with one', async () => {
  const home = await folder();
  const key = join(home, 'key');
  const makers = ['a', 'b', 'c', 'd'].map((name) =>
    start({ do: 'sign-in', file: join(home, name), key, names: [name] }),
  );
  const ends = await Promise.all(makers.map(({ ended }) => ended));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  // Each file was sealed with the key that is there now: its id is the same in all of them.
  const heads = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) =>
      (await readFile(join(home, name))).toString('hex', 5, 13),
    ),
  );
  expect(new Set(heads).size).toBe(1);
}, 30_000);

test.each(['', 'short', 'x'.repeat(5_000), `${'A'.repeat(43)}!`, '\0'.repeat(32)])(
  'refuses a file that holds no key, without showing what it holds (%#)',
  async (content) => {
    const path = join(await folder(), 'key');
    await writeFile(path, content);
    await expect(keyFromFile(path).getKey(true)).rejects.toMatchObject({
      errorCode: 'cache_unusable',
      errorMessage: expect.stringMatching(/^".+" does not hold a key: .+ or name another file\.$/),
    });
    expect(await readFile(path, 'latin1')).toBe(content);
  },
);

test('says why it cannot write the key', async () => {
  const home = await folder();
  await writeFile(join(home, 'file'), '');
  await expect(keyFromFile(join(home, 'file', 'key')).getKey(true)).rejects.toThrow(
    /a part of the path is a file/,
  );
});

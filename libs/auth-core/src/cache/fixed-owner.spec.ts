import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import { keyFromFile } from './key-from-file.ts';
import { protectedFile } from './protected-file.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const onPosix = process.platform === 'win32' ? test.skip : test;

/** As on a drive that gives all files to one user (CIFS, drvfs, FAT): they belong to another than this one. */
function onDriveOfAnotherUser() {
  jest.spyOn(process, 'getuid').mockReturnValue(4_321);
}
afterEach(() => void jest.restoreAllMocks());

onPosix('a drive whose files belong to another user is found before anything is kept', async () => {
  const home = await folder();
  const cache = protectedFile({
    file: join(home, 'tokens'),
    protection: 'plaintext',
    parse: String,
  });
  onDriveOfAnotherUser();
  await expect(cache.check()).rejects.toMatchObject({
    errorCode: 'cache_unusable',
    errorMessage: expect.stringMatching(
      /tokens": a file that you write there cannot be read by you, as on a drive that is mounted for another user\./,
    ) as unknown,
  });
  expect(await readdir(home)).toEqual([]);
});

onPosix('a key on such a drive is found as well', async () => {
  const home = await folder();
  const protection = keyFromFile(join(await folder(), 'key'));
  const cache = protectedFile({ file: join(home, 'tokens'), protection, parse: String });
  onDriveOfAnotherUser();
  await expect(cache.check()).rejects.toThrow(/key": it belongs to another user/);
});

import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fileStamp } from './file-content.ts';
import { lookAt } from './read-regular-file.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();

describe('fileStamp', () => {
  test('does not trust a file that was written a moment ago', async () => {
    const path = join(await folder(), 'codes');
    await writeFile(path, '');
    const stat = lookAt(path);
    const written = Number(stat!.mtimeMs);
    expect(fileStamp(stat, written + 50).matches(stat)).toBe(false);
    expect(fileStamp(stat, written + 150).matches(stat)).toBe(true);
    expect(fileStamp(stat, written - 3_600_000).matches(stat)).toBe(true);
    expect(fileStamp(undefined).matches(stat)).toBe(false);
  });

  test('does not trust a time of whole seconds for two of them', async () => {
    const path = join(await folder(), 'codes');
    await writeFile(path, '');
    const whole = Math.floor(Date.now() / 1000);
    await utimes(path, whole, whole);
    const stat = lookAt(path);
    expect(fileStamp(stat, whole * 1000 + 1_900).matches(stat)).toBe(false);
    expect(fileStamp(stat, whole * 1000 + 2_100).matches(stat)).toBe(true);
  });
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mountedKey } from './key-of-service.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'mounted-key-'))));
afterAll(() => rmSync(folder, { recursive: true }));

test('a mounted secret is a key of 32 bytes in base64, or none', async () => {
  const path = join(folder, 'key');
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('base64')}\n`);
  expect(await mountedKey(path).getKey(true)).toEqual(key);
  for (const content of ['', 'a password', randomBytes(16).toString('base64'), 'x'.repeat(2000)]) {
    writeFileSync(path, content);
    await expect(mountedKey(path).getKey(true)).rejects.toThrow('does not hold a key');
  }
  await expect(mountedKey(join(folder, 'none')).getKey(true)).rejects.toThrow('ENOENT');
});

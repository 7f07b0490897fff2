import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { newOwnerName } from './lock-owner.ts';
import { sweepClaims } from './cross-process-lock.ts';
import { protectedFile } from './protected-file.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const cacheAt = (file: string) =>
  protectedFile({ file, protection: 'plaintext', parse: JSON.parse, onDamaged: () => undefined });

/** Names that begin as ours do, of files and folders that another program made. */
const OTHERS = [
  'notes.tmp-of-mine',
  'notes.tmp-0123456789ab.txt',
  'notes.damaged-by-me-2026',
  'notes.damaged-',
];
const FOLDERS = ['notes.tmp-0123456789ab', 'notes.damaged-20260101T000000000Z', 'notes.damaged-x'];

test('files that only begin like ours stay, and folders are no obstacle', async () => {
  const home = await folder();
  const file = join(home, 'notes');
  for (const name of OTHERS) await writeFile(join(home, name), '{"secret":1}');
  for (const name of FOLDERS) await mkdir(join(home, name));
  for (let damage = 0; damage < 4; damage += 1) {
    await writeFile(file, 'damaged');
    await cacheAt(file).update(() => '{}');
  }
  await writeFile(join(home, 'notes.tmp-ba9876543210'), 'half');
  await writeFile(join(home, 'notes.damaged-20250101T000000000Z'), '{"secret":1}');

  await cacheAt(file).remove();

  const left = await readdir(home);
  expect(
    left.filter((name) => /^notes\.damaged-\d{8}T\d{9}Z$/.test(name) && !FOLDERS.includes(name)),
  ).toHaveLength(3);
  expect(left).toEqual(expect.arrayContaining([...OTHERS, ...FOLDERS]));
  expect(left).not.toContain('notes.tmp-ba9876543210');
});

test('a claim with something of another program in it stays', async () => {
  const home = await folder();
  const [pid, ...rest] = newOwnerName().split('-');
  const dead = `4194304-${rest.join('-')}`;
  expect(pid).toBe(String(process.pid));
  const claim = join(home, `notes.lock.${dead}`);
  await mkdir(join(claim, dead), { recursive: true });
  await writeFile(join(claim, 'note'), 'mine');
  await sweepClaims(home, 'notes.lock');
  expect(await readdir(claim)).toEqual(['note']);
});

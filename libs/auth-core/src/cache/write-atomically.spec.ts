import { readdirSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { takeLock } from './cross-process-lock.ts';
import { makeFolder } from '@entra-flows/primitives/make-folder';
import { temporaryFolders } from './testing/temporary-folder.ts';
import { writeAtomically } from '@entra-flows/primitives/write-atomically';

const folder = temporaryFolders();
const onPosix = process.platform === 'win32' ? test.skip : test;

test('a process that paused just before the replacement says that another took over', async () => {
  const home = await folder();
  let asked = 0;
  // Between the question and the replacement another process takes over, and sweeps.
  const refusal = () => {
    for (const name of readdirSync(home)) rmSync(join(home, name));
    return (asked += 1) === 1 ? undefined : new Error('another took over');
  };
  const write = writeAtomically(join(home, 'codes'), Buffer.from('new'), { refusal });
  await expect(write).rejects.toThrow(/another took over/);
});

onPosix('file, folder and lock are open to their owner whatever the umask says', async () => {
  const home = await folder();
  const at = (name: string) => join(home, 'folder', name);
  const modeOf = async (name: string) => (await stat(at(name))).mode & 0o777;
  const before = process.umask(0o477);
  try {
    await makeFolder(at(''));
    await writeAtomically(at('codes'), Buffer.from('new'));
    const lock = await takeLock(at('lock'), { timeout: 100 });
    expect([await modeOf(''), await modeOf('codes'), await modeOf('lock')]).toEqual([
      0o700, 0o600, 0o700,
    ]);
    await lock.release();
  } finally {
    process.umask(before);
  }
});

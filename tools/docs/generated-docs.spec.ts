import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { nodeFlags } from '../launch/programs.mjs';

test('what is made from data is up to date, and each claim of the emulator has its witness', async () => {
  const args = [...nodeFlags, 'tools/generate-docs.ts', '--check'];
  const cwd = join(import.meta.dirname, '../..');
  await expect(promisify(execFile)(process.execPath, args, { cwd })).resolves.toMatchObject({
    stderr: '',
  });
});

// @long runs each sample whose user a script can play; start.spec.ts has one of them
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { usersEnvironment } from '@entra-flows/sample-testing';
import { removePlace, root } from './start/use-npm-start.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hands-free-'));
});
afterEach(() => removePlace(folder));

test.each([
  'cli-broker',
  'cli-interactive',
  'cli-device-code',
  'cli-device-code-steps',
  'cli-azure-sdk',
  'cli-username-password',
])('%s --hands-free signs in, and asks the user nothing', (sample) => {
  const command = ['start', '--silent', '--', sample, '--hands-free', '--json'];
  const env = { ...usersEnvironment(), EMULATOR_DATA: join(folder, 'emulator') };
  const { status, stdout, stderr } = spawnSync('npm', command, {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(JSON.parse(stdout)).toMatchObject({ username: 'adele@contoso.example' });
});

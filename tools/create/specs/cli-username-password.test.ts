import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emulator, run, start, testUsage, useEmulator } from './run-program.ts';

useEmulator();

test('a password from stdin gives a token, and the second comes from the cache', async () => {
  const [{ username = '', password = '' } = {}] = emulator.users;
  const first = start(['--account', username, '--password-fd', '0'], password);
  assert.match((await first.ends()).stdout, new RegExp(`${username} \\(token from the authority`));
  assert.match((await run()).stdout, new RegExp(`${username} \\(token from the cache`));
});

testUsage();

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run, testUsage, useEmulator } from './run-program.ts';

useEmulator();

test('without a saved sign-in it says that a user is needed, and ends with 1', async () => {
  const { stderr } = await run([], 1);
  assert.match(stderr, /no_account_found/);
});

testUsage();

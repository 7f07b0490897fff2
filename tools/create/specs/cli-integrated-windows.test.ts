import assert from 'node:assert/strict';
import { test } from 'node:test';
import { env, run, testUsage, useEmulator } from './run-program.ts';

useEmulator();

test('without a ticket it says how to get one, and ends with 1', async () => {
  env['KRB5CCNAME'] = 'FILE:/nowhere';
  const { stderr } = await run(['--username', 'frida@adatum.example'], 1);
  assert.match(stderr, /kinit|npm install kerberos/);
});

testUsage();

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emulator, run, testUsage, useEmulator } from './run-program.ts';

const user = 'adele@contoso.example';
useEmulator({ deviceCode: { interval: 0.1 } });

test('asks the user once, and takes the second token from the cache', async () => {
  await emulator.control.user({ does: 'approve', as: user });
  const first = await run();
  assert.match(first.stdout, new RegExp(`${user} \\(token from the authority`));
  assert.match(first.stderr, /Code +\S+/);
  assert.match((await run()).stdout, new RegExp(`${user} \\(token from the cache`));
});

test('explains a sign-in that the user declined, and ends with 1', async () => {
  await emulator.control.user({ does: 'decline', as: user });
  const { stderr } = await run([], 1);
  assert.match(stderr, /declined/);
});

testUsage();

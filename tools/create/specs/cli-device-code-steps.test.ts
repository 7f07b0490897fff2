import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emulator, run, testUsage, useEmulator } from './run-program.ts';

const user = 'adele@contoso.example';
useEmulator({ deviceCode: { interval: 0.1 } });

test('without a keyboard polls by itself, and takes the second token from the cache', async () => {
  await emulator.control.user({ does: 'approve', as: user });
  assert.match((await run()).stdout, new RegExp(`${user} \\(token from the authority`));
  assert.match((await run()).stdout, new RegExp(`${user} \\(token from the cache`));
});

testUsage();

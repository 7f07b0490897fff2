import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followSignIn } from '@entra-flows/identity-emulator';
import { emulator, run, start, testUsage, useEmulator } from './run-program.ts';

const user = 'adele@contoso.example';
useEmulator();

test('without a broker signs the user in with the browser, and takes the second token from the cache', async () => {
  await emulator.control.user({ does: 'approve', as: user });
  const first = start(['--no-browser', '--no-broker']);
  const [link] = await first.says(/http:\/\/localhost:\d+\/[\w-]{8}$/m);
  await followSignIn(link);
  assert.match((await first.ends()).stdout, new RegExp(`${user} \\(token from the authority`));
  assert.match((await run()).stdout, new RegExp(`${user} \\(token from the cache`));
});

testUsage();

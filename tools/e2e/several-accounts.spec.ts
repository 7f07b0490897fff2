// @long the same question in six samples; main.spec.ts of cli-accounts shows it
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { bundleOf, openTerminal, type Place, placeFor } from '@entra-flows/sample-testing';
import { signInToCache } from '@entra-flows/sample-testing/sign-in-to-cache';

let emulator: IdentityEmulator;
let place: Place;
let cache: string;

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  place = placeFor(emulator, 'cli-device-code');
  cache = join(place.folder, 'cache');
  await signInToCache(emulator, cache, ['adele@contoso.example', 'bruno@contoso.example']);
});
afterAll(async () => {
  place.remove();
  await emulator.close();
});

describe.each([
  'cli-accounts',
  'cli-broker',
  'cli-device-code',
  'cli-integrated-windows',
  'cli-interactive',
  'cli-username-password',
])('%s, with two accounts in the cache,', (sample) => {
  test('asks at a terminal which one to use', async () => {
    const terminal = openTerminal({ ...place, bundle: bundleOf(sample) }, ['--cache', cache]);
    await terminal.shows(/Which account, 1 to 2\? /);
    terminal.type('2\r');
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain('bruno@contoso.example (token from the cache');
  });
});

test('without a terminal the message names the option', async () => {
  const { code, err } = await place.run(['--cache', cache]).ended;
  expect(code).toBe(1);
  expect(err).toContain('account_ambiguous');
  expect(err).toContain('--account NAME');
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import {
  emulatorClient,
  type EmulatorClient,
  type IssuedCode,
} from '../../testing/emulator-client.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
});
afterEach(async () => {
  await emulator.control.reset();
  await emulator.control.advanceClock(901); // no code of one test waits in the next
});
afterAll(() => emulator.close());

const outcome = async (code: IssuedCode, asked = client) => {
  const { json } = await asked.poll(code.device_code);
  return json['error'] ?? decodeJwt(String(json['access_token']))['preferred_username'];
};

describe('the scripted user', () => {
  test('answers codes that wait, and codes that come', async () => {
    const waiting = await client.deviceCode();
    await emulator.control.user({ does: 'approve' });
    expect(await outcome(waiting)).toBe('adele@contoso.example');
    expect(await outcome(await client.deviceCode())).toBe('adele@contoso.example');
  });

  test('signs in as the user that the rule names', async () => {
    await emulator.control.user({ does: 'approve', as: 'Bruno@contoso.example' });
    expect(await outcome(await client.deviceCode())).toBe('bruno@contoso.example');
  });

  test('bound to one name of a tenant, leaves codes of its other names alone', async () => {
    const tenant = 'hands-free.contoso.example';
    await emulator.control.user({ does: 'approve', tenant });
    expect(await outcome(await client.deviceCode())).toBe('authorization_pending');
    const handsFree = emulatorClient(emulator, emulator.authorityFor(tenant));
    expect(await outcome(await handsFree.deviceCode(), handsFree)).toBe('adele@contoso.example');
  });

  test('a rule for one tenant goes before a rule for all', async () => {
    await emulator.control.user({ does: 'decline', tenant: 'contoso.example' });
    await emulator.control.user({ does: 'approve' });
    const declined = emulatorClient(emulator, emulator.authorityFor('contoso.example'));
    expect(await outcome(await declined.deviceCode(), declined)).toBe('authorization_declined');
    expect(await outcome(await client.deviceCode())).toBe('adele@contoso.example');
  });

  test('a rule with the same filters replaces the earlier one', async () => {
    await emulator.control.user({ does: 'approve' });
    await emulator.control.user({ does: 'walk-away' });
    expect(await outcome(await client.deviceCode())).toBe('authorization_pending');
  });

  test('answers as many codes as the rule says', async () => {
    await emulator.control.user({ does: 'approve', times: 1 });
    expect(await outcome(await client.deviceCode())).toBe('adele@contoso.example');
    expect(await outcome(await client.deviceCode())).toBe('authorization_pending');
  });

  test('takes the time that the rule says, and stops at a reset', async () => {
    const began = performance.now();
    await emulator.control.user({ does: 'approve', afterMs: 60, times: 1 });
    const slow = await client.deviceCode();
    while ((await outcome(slow)) !== 'adele@contoso.example');
    expect(performance.now() - began).toBeGreaterThanOrEqual(59); // timers round down
    await emulator.control.user({ does: 'approve', afterMs: 1000 });
    const never = await client.deviceCode();
    await emulator.control.reset();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await outcome(never)).toBe('authorization_pending');
  });

  test.each([
    [{ does: 'approve', as: 'nobody@contoso.example' }, /no such user/],
    [{ does: 'approve', as: 'dora@contoso.example' }, /disabled/],
    [{ does: 'approve', tenant: 'nonsense' }, /neither a valid DNS name/],
    [{ does: 'dance' }, /'does' must be one of/],
    [{ does: 'approve', afterMs: -1 }, /'afterMs' must be/],
  ])('refuses what cannot be done: %j', async (rule, reason) => {
    await expect(emulator.control.user(rule as never)).rejects.toThrow(reason);
  });
});

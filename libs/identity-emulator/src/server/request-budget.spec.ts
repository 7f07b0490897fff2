import { expect, test } from '@jest/globals';
import { startIdentityEmulator } from '../index.ts';
import { emulatorClient } from '../testing/emulator-client.ts';

test('requestsPerSecond: what the authority does not take in a second of its clock gets 429', async () => {
  const clock = { now: () => 1_800_000_000_000 };
  await using emulator = await startIdentityEmulator({ clock, requestsPerSecond: 3 });
  const { get, refresh } = emulatorClient(emulator);
  const discover = () => get(`${emulator.authority}/v2.0/.well-known/openid-configuration`);
  const taken = [await discover(), await refresh('x'), await discover()];
  expect(taken.map(({ status }) => status)).toEqual([200, 400, 200]);
  const { status, headers, json } = await refresh('x');
  expect({ status, after: headers['retry-after'] }).toEqual({ status: 429, after: '10' });
  expect(json).toMatchObject({ error: 'temporarily_unavailable', error_codes: [90055] });
  // Graph is another service.
  expect((await get(`${emulator.graph}/me`)).status).toBe(401);
  await emulator.control.advanceClock(1);
  expect((await discover()).status).toBe(200);
});

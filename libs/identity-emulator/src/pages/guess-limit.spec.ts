import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { emulatorClient } from '../testing/emulator-client.ts';
import { request } from '../testing/request.ts';

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
});
afterAll(() => emulator.close());

/** Types a code in a new browser. */
async function guess(code: string): Promise<number> {
  const url = `${emulator.pages}/devicelogin`;
  const page = await request(url);
  const [, token = ''] = /name="form_token" value="([^"]+)"/.exec(page.body) ?? [];
  const cookie = String(page.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  const body = new URLSearchParams({ form_token: token, code }).toString();
  return (await request(url, { method: 'POST', headers: { cookie }, body })).status;
}

test('RFC 8628 5.1: guesses are limited for all browsers together, and only for a while', async () => {
  const { user_code } = await emulatorClient(emulator).deviceCode();
  const statuses = await Promise.all(Array.from({ length: 100 }, (_, i) => guess(`GUESS${i}`)));
  expect(new Set(statuses)).toEqual(new Set([400]));
  expect(await guess(user_code)).toBe(429);
  await emulator.control.advanceClock(601);
  expect(await guess(user_code)).toBe(303);
});

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';

let emulator: IdentityEmulator;
let place: Place;

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  place = placeFor(emulator, 'cli-device-code');
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
});
afterAll(async () => {
  place.remove();
  await emulator.close();
});

test('--key-file makes the key, keeps tokens encrypted with it, and finds them again', async () => {
  const [cache, key] = [join(place.folder, 'tokens'), join(place.folder, 'key')];
  const args = ['--cache', cache, '--key-file', key];
  expect((await place.run(args).ended).out).toContain('token from the authority');
  expect(readFileSync(key, 'utf8')).toMatch(/^[\w+/]{43}=\n$/);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(readFileSync(cache, 'latin1')).not.toContain('eyJ');
  expect((await place.run(args).ended).out).toContain('token from the cache');
});

test.each([
  ['the cache itself', 'tokens', /is where --cache is kept/],
  ['a file that holds no key', 'no-key', /does not hold a key/],
])('--key-file with %s is wrong usage', async (_name, file, words) => {
  writeFileSync(join(place.folder, 'no-key'), 'no key');
  const cache = join(place.folder, 'tokens');
  const args = ['--cache', cache, '--key-file', join(place.folder, file)];
  const { code, out, err } = await place.run(args).ended;
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(words);
});

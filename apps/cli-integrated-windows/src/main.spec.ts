import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { browserStandIn, type Place, placeFor } from '@entra-flows/sample-testing';

let emulator: IdentityEmulator;
let place: Place;

beforeAll(async () => {
  emulator = await startIdentityEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => {
  place = placeFor(emulator, 'cli-integrated-windows');
});
afterEach(() => place.remove());

/** As on a desktop that is in no domain. */
const run = (...args: string[]) =>
  place.run(args, { ...browserStandIn(place), KRB5CCNAME: 'FILE:/nowhere' }).ended;

test.each([
  ['no user named', []],
  ['a user of a federated domain', ['--username', 'frida@adatum.example']],
])('without a ticket it says how to get one: %s', async (_, args) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/kinit|npm install kerberos/);
  expect(err).toMatch(/^ {2}Or +sign in with the browser|--username/m);
  expect(err).not.toMatch(/^\s+at /m);
});

test('an account whose password Entra keeps has no Windows sign-in, and the text says so', async () => {
  const { code, err } = await run('--username', 'adele@contoso.example');
  expect(code).toBe(1);
  expect(err).toContain('integrated_windows_auth_not_supported_managed_user');
});

test('a name that is none is wrong before anything is sent', async () => {
  const { code, err } = await run('--username', '..');
  expect(code).toBe(1);
  expect(err).toContain('A user name has the form name@domain.');
});

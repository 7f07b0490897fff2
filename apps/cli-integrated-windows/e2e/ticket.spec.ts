// @long the sample with a real KDC; integrated-windows.spec.ts of auth-federation shows the library with it
// @requires kerberos, curl
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { type Kdc, startKdc } from '@entra-flows/identity-emulator/testing/kdc';
import { type Ended, normalised, type Place, placeFor } from '@entra-flows/sample-testing';

const FRIDA = 'frida@adatum.example';
let kdc: Kdc;
let emulator: IdentityEmulator;
let place: Place;

beforeAll(async () => {
  kdc = await startKdc({ realm: 'ADATUM.EXAMPLE', users: { frida: 'Password-of-Frida-1' } });
  emulator = await startIdentityEmulator({ adfs: { keytab: kdc.keytab } });
  await kdc.signIn('frida', 'Password-of-Frida-1');
});
afterAll(async () => {
  await emulator?.close();
  await kdc?.[Symbol.asyncDispose]();
});
beforeEach(() => {
  place = placeFor(emulator, 'cli-integrated-windows');
});
afterEach(async () => {
  place.remove();
  await emulator.control.reset();
});

/** What was asked, of the authority and of AD FS. */
const asked = async (after = 0) =>
  (await emulator.control.exchanges()).slice(after).map(({ endpoint }) => endpoint);

const run = (...args: string[]) => {
  const { KRB5_CONFIG, KRB5CCNAME } = kdc.env;
  return place.run(args, { KRB5_CONFIG, KRB5CCNAME });
};

/** Without the folder of the realm, and a colon that only some kinds of ticket cache have. */
const asText = ({ code, out, err }: Ended) =>
  normalised(
    `exit code ${code}\n--- stdout\n${out}--- stderr\n${err}`.replaceAll(
      kdc.env['KRB5CCNAME'] ?? '',
      '<ticket cache>',
    ),
    place,
  );

test('with a ticket and no arguments it gives a token, says what it used, and is silent next time', async () => {
  const before = (await asked()).length;
  const first = await run().ended;
  expect(asText(first)).toMatchSnapshot('first run');
  const { code, out, err } = first;
  expect([code, out]).toEqual([0, expect.stringContaining(`${FRIDA} (token from the authority`)]);
  expect(out).toContain('Microsoft Graph says: ');
  expect(err).toContain(`Ticket of ${FRIDA} in ${kdc.env['KRB5CCNAME']}`);
  expect(err).toMatch(
    /AD FS at https:\S+13\/windowstransport \(WS-Trust 1.3\), described at \S+mex/,
  );
  // As the catalogue of flows has them.
  const requests = ['userrealm', 'mex', 'ws-trust', 'discovery', 'token'];
  expect(await asked(before)).toEqual([...requests, 'graph']);
  const second = await run().ended;
  expect(second).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining(`${FRIDA} (token from the cache`),
  });
  expect(asText(second)).toMatchSnapshot('second run');
});

test('one failure, and the same as JSON', async () => {
  await emulator.control.fault({ at: 'token', answer: { aadsts: 'AADSTS700016' } });
  expect(asText(await run().ended)).toMatchSnapshot('failure');
  expect(asText(await run('--json').ended)).toMatchSnapshot('failure, --json');
});

test('--verbose names what speaks Kerberos, and shows neither ticket nor assertion', async () => {
  const { code, out, err } = await run('--username', FRIDA, '--verbose').ended;
  expect(code).toBe(0);
  expect(err).toContain('Kerberos (curl): the package kerberos is not installed');
  expect(err).toContain('/windowstransport 200');
  expect(out + err).not.toMatch(/Negotiate \w|YII|PHNhbWw|<saml|eyJ[\w-]+\.eyJ/);
});

test('where a second factor is demanded, a page asks for it', async () => {
  await emulator.control.fault({ at: 'token', times: 1, answer: { aadsts: 'AADSTS50076' } });
  await emulator.control.user({ does: 'approve', as: FRIDA });
  const { prompted, ended } = run('--no-browser');
  const [link] = await prompted(/http:\/\/localhost:\d+\/[\w-]{8}$/m);
  await followSignIn(link);
  expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining(FRIDA) });
});

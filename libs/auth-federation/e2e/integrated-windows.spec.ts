// @requires kerberos, curl
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Kdc, startKdc } from '@entra-flows/identity-emulator/testing/kdc';
import { fetchWithToken } from '@entra-flows/auth-core';
import { mexDocument, only2005 } from '../src/testing/mex-document.ts';

// By curl on every machine; kerberos-package.spec.ts is for the package.
jest.unstable_mockModule('../src/kerberos/load-kerberos-package.ts', () => ({
  loadKerberosPackage: () => ({ why: 'the package kerberos is not installed' }),
}));
const { explained, federatedClient, frida } = await import('../src/testing/federated-client.ts');

let kdc: Kdc;
let emulator: IdentityEmulator;
const before = { ...process.env };

beforeAll(async () => {
  const users = { frida: frida.password, mallory: 'Password-of-Mallory-1' };
  kdc = await startKdc({ realm: 'ADATUM.EXAMPLE', users });
  const adfs = { keytab: kdc.keytab };
  emulator = await startIdentityEmulator({ adfs, log: () => undefined });
});
afterAll(async () => {
  await emulator?.close();
  await kdc?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  // As on a machine whose user is in the domain.
  Object.assign(process.env, kdc.env);
  await kdc.signIn('frida', frida.password);
});
afterEach(async () => {
  process.env = { ...before };
  await emulator.control.reset();
});

describe('a user with a ticket gets a token without being asked, then the cache has it', () => {
  test.each([
    ['1.3', '1.1', 'urn:ietf:params:oauth:grant-type:saml1_1-bearer'],
    ['2005', '1.1', 'urn:ietf:params:oauth:grant-type:saml1_1-bearer'],
    ['1.3', '2.0', 'urn:ietf:params:oauth:grant-type:saml2-bearer'],
    ['2005', '2.0', 'urn:ietf:params:oauth:grant-type:saml2-bearer'],
  ] as const)('WS-Trust %s and SAML %s', async (version, samlVersion, grant) => {
    if (version === '2005') {
      const body = only2005(await mexDocument(emulator));
      await emulator.control.fault({ at: 'mex', answer: { status: 200, body } });
    }
    const { windows, client, exchanges, steps, shown } = federatedClient(emulator);
    const first = await windows({ samlVersion });
    expect(first).toMatchObject({ fromCache: false, account: { username: frida.username } });
    expect(steps).toMatchObject([
      { step: 'ticket', username: frida.username, ticketCache: kdc.env['KRB5CCNAME'] },
      { step: 'endpoint', version, endpoint: expect.stringMatching(/^https:.*windowstransport$/) },
      { step: 'carrier', carrier: 'curl', reason: 'the package kerberos is not installed' },
    ]);
    expect(exchanges.at(-1)?.request['grant_type']).toBe(grant);
    // Neither a ticket nor an assertion is shown.
    expect(shown()).not.toMatch(/YII|Negotiate \w|<saml|PHNhbWw/);
    const asked = exchanges.length;
    expect(await windows()).toMatchObject({ fromCache: true });
    expect(exchanges).toHaveLength(asked);
    const allowedOrigins = [emulator.graph];
    const api = { url: `${emulator.graph}/me`, allowedOrigins };
    const me = await fetchWithToken(client, api, () => windows());
    expect(JSON.parse(me.text)).toMatchObject({ userPrincipalName: frida.username });
  });
});

describe('what goes wrong is named, with what to do', () => {
  const attempt = (more = {}) => explained(federatedClient(emulator).windows(more));

  test('no ticket', async () => {
    await kdc.signOut();
    expect(await attempt()).toMatch(/kinit[^]*kerberos_no_ticket/);
    const named = await attempt({ username: frida.username });
    expect(named).toMatch(/kinit[^]*browser[^]*kerberos_no_ticket/);
  });

  test('a domain controller that knows no such service', async () => {
    const mex = await mexDocument(emulator);
    const body = mex.replaceAll('https://localhost', 'https://adfs.example');
    await emulator.control.fault({ at: 'mex', answer: { status: 200, body } });
    expect(await attempt()).toMatch(/klist[^]*HTTP\/adfs.example[^]*kerberos_wrong_realm/);
  });

  test('a domain controller that does not answer', async () => {
    process.env['KRB5_CONFIG'] = await settingsWithoutController();
    expect(await attempt()).toMatch(/VPN[^]*kerberos_kdc_unreachable/);
  });

  test('a ticket that AD FS refuses', async () => {
    await emulator.control.fault({ at: 'ws-trust', answer: { status: 401, body: '' } });
    expect(await attempt()).toMatch(/refused[^]*integrated_windows_authentication_failed/);
  });

  test('a clock that differs from that of AD FS', async () => {
    const date = new Date(Date.now() - 3600_000).toUTCString();
    const answer = { status: 401, headers: { date }, body: '' };
    await emulator.control.fault({ at: 'ws-trust', answer });
    expect(await attempt()).toMatch(/clock[^]*60 min[^]*kerberos_clock_skew/);
  });

  test.each([
    ['none', {}],
    ['a wrong one', { 'www-authenticate': `Negotiate ${Buffer.alloc(90, 7).toString('base64')}` }],
  ])('a server that has to prove itself, and gives %s', async (_, headers) => {
    await emulator.control.fault({ at: 'ws-trust', answer: { status: 200, headers, body: 'x' } });
    expect(await attempt()).toMatch(/did not prove[^]*mutual_authentication_failed/);
  });

  test('a ticket of a user that AD FS does not know', async () => {
    await kdc.signIn('mallory', 'Password-of-Mallory-1');
    expect(await attempt()).toMatch(/answered FailedAuthentication ID3242[^]*Code FailedAuth/);
  });

  test('a curl that is not there', async () => {
    process.env['PATH'] = '/nowhere';
    expect(await attempt({ username: frida.username })).toMatch(
      /npm install kerberos[^]*kerberos_unavailable/,
    );
  });

  test('a second factor that the authority demands, with the claims for a page', async () => {
    await emulator.control.fault({ at: 'token', answer: { aadsts: 'AADSTS50076' } });
    expect(await attempt()).toMatch(/Another way: sign in with the browser[^]*AADSTS50076/);
  });
});

/** As outside of the organization's network. */
async function settingsWithoutController(): Promise<string> {
  const file = join(kdc.env['HOME'] ?? '', 'outside.conf');
  const own = await readFile(kdc.env['KRB5_CONFIG'] ?? '', 'utf8');
  await writeFile(file, own.replace(/kdc = 127.*/, 'kdc = 127.0.0.1:1'));
  return file;
}

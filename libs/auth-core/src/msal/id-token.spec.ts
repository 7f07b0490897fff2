import { setTimeout as delay } from 'node:timers/promises';
import { type AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from './public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { acquireTokenByAssertion } from '../assertion/acquire-token-by-assertion.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireTokenInteractive } from '../interactive/acquire-token-interactive.ts';
import { pollDeviceCode } from '../device-code/poll-device-code.ts';
import { startDeviceCode } from '../device-code/start-device-code.ts';
import { acquireToken } from '../policy/acquire-token.ts';
import { checkIdToken } from './id-token.ts';
import { knownIssuers } from './known-issuers.ts';

const scopes = ['User.Read'];
const CONTOSO = '5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9';
const OTHER = '84f5a1ec-b790-4ad1-892e-15d604a87f9b';
const ADELE = 'adele@contoso.example';
const hour = () => Math.floor(Date.now() / 1000) + 3600;

let emulator: IdentityEmulator;
let issuer: string;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
  issuer = `${new URL(emulator.authority).origin}/${CONTOSO}/v2.0`;
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

function clientOf(tenant = CONTOSO): PublicClientApplication {
  const { clientId, ca } = emulator;
  const authority = emulator.authorityFor(tenant);
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
}

const good = () => ({
  ...{ iss: issuer, aud: emulator.clientId, exp: hour(), tid: CONTOSO },
  ...{ oid: 'a', sub: 's', ver: '2.0', preferred_username: ADELE },
});
const jwt = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

/** The next token answers bring an ID token with other claims. */
async function forge(claims: Record<string, unknown>): Promise<void> {
  await emulator.control.user({ does: 'approve', as: ADELE });
  const merge = { id_token: jwt({ ...good(), ...claims }) };
  await emulator.control.fault({ at: 'token', answer: { merge } });
}

const byDeviceCode = (client: PublicClientApplication) =>
  acquireTokenByDeviceCode(client, { scopes, deviceCodeCallback: () => undefined });

const flows: [string, (client: PublicClientApplication) => Promise<unknown>][] = [
  ['device code', byDeviceCode],
  [
    'a poll',
    async (client) => {
      let flow = await startDeviceCode(client, { scopes });
      for (;;) {
        const polled = await pollDeviceCode(client, flow);
        if (polled.state === 'done') return polled.result;
        flow = polled.flow;
        await delay(polled.wait * 1000);
      }
    },
  ],
  [
    'password',
    (client) =>
      client.acquireTokenByUsernamePassword({
        scopes,
        username: ADELE,
        password: 'Password-of-Adele-1',
      }),
  ],
];

const wrong: [string, () => Record<string, unknown>, string][] = [
  ['another issuer', () => ({ iss: 'https://evil.example/v2.0' }), 'authority or tenant'],
  ['another tenant', () => ({ iss: issuer.replace(CONTOSO, OTHER), tid: OTHER }), 'tenant'],
  ['a tenant that is not its issuer’s', () => ({ tid: OTHER }), 'tenant'],
  ['no issuer', () => ({ iss: undefined }), 'authority'],
  ['another app', () => ({ aud: 'another' }), 'another app'],
  ['another app among several', () => ({ aud: [emulator.clientId, 'x'], azp: 'x' }), 'another app'],
  ['no app', () => ({ aud: undefined }), 'another app'],
  ['an end that has passed', () => ({ exp: hour() - 7200 }), 'is over'],
  ['no end', () => ({ exp: undefined }), 'is over'],
];

describe.each(flows)('%s', (_flow, signIn) => {
  test.each(wrong)('refuses an ID token with %s, and keeps nothing', async (_name, claims, why) => {
    await forge(claims());
    const client = clientOf();
    const error: unknown = await signIn(client).catch((reason: unknown) => reason);
    expect(classifyAuthError(error).code).toBe('invalid_response');
    expect(error).toMatchObject({ errorMessage: expect.stringContaining(why) });
    expect(await client.getAllAccounts()).toEqual([]);
  });

  test('takes one whose end has just passed, since clocks differ', async () => {
    await forge({ exp: hour() - 3600 - 60 });
    expect(await signIn(clientOf())).toMatchObject({ account: { username: ADELE } });
  });
});

test('a sign-in in the browser refuses what has another nonce, or none', async () => {
  for (const nonce of ['another', undefined]) {
    await forge({ nonce });
    const openBrowser = (url: string) => void followSignIn(url);
    const signIn = acquireTokenInteractive(clientOf(), { scopes, openBrowser });
    await expect(signIn).rejects.toMatchObject({ errorCode: 'nonce_mismatch' });
  }
});

test('the nonce is compared here too: MSAL has changed where it looks for it', () => {
  const answer = { id_token: jwt({ ...good(), nonce: 'another' }) };
  const request = {
    ...{ method: 'POST' as const, url: `${emulator.authority}/oauth2/v2.0/token`, headers: {} },
    body: `client_id=${emulator.clientId}&grant_type=authorization_code`,
  };
  const check = (nonce?: string) => () =>
    checkIdToken(request, { status: 200, headers: {}, text: '' }, answer, {
      ...{ nonce, issuers: { ...knownIssuers(), fit: () => true } },
    });
  expect(check('the one that was sent')).toThrow('nonce_mismatch');
  expect(check('another')).not.toThrow();
});

test('a refresh refuses an ID token of another app, tenant or user, and costs no account', async () => {
  await emulator.control.user({ does: 'approve', as: ADELE });
  const client = clientOf();
  const first = (await byDeviceCode(client)) as AuthenticationResult;
  const get = (forceRefresh: boolean) =>
    acquireToken(client, { scopes, forceRefresh }, () => Promise.reject(new Error('asked')));
  const info = (uid: string) =>
    Buffer.from(JSON.stringify({ uid, utid: CONTOSO })).toString('base64url');
  const own = String(first.account?.localAccountId);
  for (const merge of [
    { id_token: jwt({ ...good(), aud: 'another' }), client_info: info(own) },
    { id_token: jwt({ ...good(), tid: OTHER }), client_info: info(own) },
    { id_token: jwt(good()), client_info: info('11111111-0000-0000-0000-000000000000') },
    { id_token: jwt({ ...good(), oid: 'of-somebody-else' }), client_info: info(own) },
    { id_token: jwt({ ...good(), oid: 'of-somebody-else' }), client_info: undefined },
  ]) {
    await emulator.control.fault({ at: 'token', times: 1, answer: { merge } });
    await expect(get(true)).rejects.toMatchObject({ errorCode: 'invalid_response' });
  }
  expect((await get(false)).accessToken).toBe(first.accessToken);
  expect(await client.getAllAccounts()).toHaveLength(1);
});

test.each(['common', 'organizations', 'contoso.example'])(
  '%s answers with the issuer of a tenant',
  async (tenant) => {
    await emulator.control.user({ does: 'approve', as: ADELE });
    expect(await byDeviceCode(clientOf(tenant))).toMatchObject({ tenantId: CONTOSO });
    await forge({ iss: issuer.replace(CONTOSO, OTHER) });
    await expect(byDeviceCode(clientOf(tenant))).rejects.toMatchObject({
      errorCode: 'invalid_response',
    });
  },
);

test('an assertion brings a user of the authority, too', async () => {
  const assertion = '<Assertion/>';
  const body = { token_type: 'Bearer', expires_in: 3600, access_token: 'a', scope: 'User.Read' };
  const answer = (aud: string) => ({
    status: 200,
    type: 'application/json',
    body: JSON.stringify({ ...body, id_token: jwt({ ...good(), aud }) }),
  });
  const redeem = () =>
    acquireTokenByAssertion(clientOf(), { scopes, assertion, samlVersion: '2.0' });
  await emulator.control.fault({ at: 'token', times: 1, answer: answer(emulator.clientId) });
  expect(await redeem()).toMatchObject({ account: { username: ADELE } });
  await emulator.control.fault({ at: 'token', times: 1, answer: answer('another') });
  await expect(redeem()).rejects.toMatchObject({ errorCode: 'invalid_response' });
});

describe('knownIssuers', () => {
  const at = (host: string, tenant: string) => `https://${host}/${tenant}/oauth2/v2.0/token`;

  test.each([
    ['login.microsoftonline.com', CONTOSO, CONTOSO, true],
    ['login.microsoftonline.com', 'common', CONTOSO, true],
    ['login.microsoftonline.com', OTHER, CONTOSO, false],
    ['login.microsoftonline.us', 'contoso.example', CONTOSO, true],
  ])('of Microsoft’s clouds are known: %s/%s for %s is %s', (host, asked, tid, fits) => {
    const claims = { iss: `https://${host}/${tid}/v2.0`, tid };
    expect(knownIssuers().fit(at(host, asked), claims)).toBe(fits);
    expect(knownIssuers().fit(at(host, asked), { ...claims, tid: 'x' })).toBe(false);
    const elsewhere = { ...claims, iss: `https://login.example/${tid}/v2.0` };
    expect(knownIssuers().fit(at(host, asked), elsewhere)).toBe(false);
  });

  test('may be on another host, or of no tenant, as discovery says', () => {
    const issuers = knownIssuers();
    const external = 'contoso.ciamlogin.com';
    issuers.note({
      token_endpoint: at(external, CONTOSO),
      issuer: `https://${CONTOSO}.ciamlogin.com/${CONTOSO}/v2.0`,
    });
    issuers.note({
      token_endpoint: 'https://adfs.example/adfs/oauth2/token/',
      issuer: 'https://adfs.example/adfs',
    });
    const iss = `https://${CONTOSO}.ciamlogin.com/${CONTOSO}/v2.0`;
    expect(issuers.fit(at(external, CONTOSO), { iss, tid: CONTOSO })).toBe(true);
    expect(issuers.fit(at(external, 'contoso.onmicrosoft.com'), { iss, tid: CONTOSO })).toBe(true);
    const adfs = 'https://adfs.example/adfs/oauth2/token/';
    expect(issuers.fit(adfs, { iss: 'https://adfs.example/adfs' })).toBe(true);
    expect(issuers.fit(adfs, { iss })).toBe(false);
  });

  test('of one tenant are of no other, whichever claim of the ID token says so', () => {
    const issuers = knownIssuers();
    const own = `https://login.example/${CONTOSO}/v2.0`;
    const other = own.replace(CONTOSO, OTHER);
    for (const asked of [CONTOSO, 'contoso.example']) {
      const endpoint = at('login.example', asked);
      issuers.note({ token_endpoint: endpoint, issuer: own });
      expect(issuers.fit(endpoint, { iss: own })).toBe(true);
      expect(issuers.fit(endpoint, { iss: own, tid: CONTOSO })).toBe(true);
      expect(issuers.fit(endpoint, { iss: other })).toBe(false);
      expect(issuers.fit(endpoint, { iss: other, tid: OTHER })).toBe(false);
    }
    expect(issuers.fit(at('login.example', OTHER), { iss: other, tid: OTHER })).toBe(true);
    expect(issuers.fit(at('login.example', OTHER), { iss: own })).toBe(false);
  });

  test.each([
    ['login.windows.net', 'login.microsoftonline.com', true],
    ['login.usgovcloudapi.net', 'login.microsoftonline.us', true],
    ['login.windows.net', 'login.microsoftonline.us', false],
  ])('at %s may be called %s: %s', (host, name, fits) => {
    const claims = { iss: `https://${name}/${CONTOSO}/v2.0`, tid: CONTOSO };
    expect(knownIssuers().fit(at(host, 'common'), claims)).toBe(fits);
  });

  test('of B2C are one host for all policies of a tenant', () => {
    const issuers = knownIssuers();
    const endpoint = (policy: string) =>
      `https://contoso.b2clogin.com/contoso.onmicrosoft.com/${policy}/oauth2/v2.0/token`;
    const iss = `https://contoso.b2clogin.com/${CONTOSO}/v2.0/`;
    issuers.note({ token_endpoint: endpoint('b2c_1_signin'), issuer: iss });
    expect(issuers.fit(endpoint('b2c_1_signin'), { iss })).toBe(true);
    expect(issuers.fit(endpoint('b2c_1_reset'), { iss: iss.replace('v2.0', 'tfp') })).toBe(true);
    expect(issuers.fit(endpoint('b2c_1_reset'), { iss: 'https://evil.example/' })).toBe(false);
    expect(issuers.fit(endpoint('b2c_1_reset'), { iss: iss.replace(CONTOSO, OTHER) })).toBe(false);
  });
});

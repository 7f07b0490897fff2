import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { X509CertificateGenerator } from '@peculiar/x509';
import { decodeJwt, SignJWT } from 'jose';
import { defaultDirectory, startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import {
  emulatorClient,
  type EmulatorClient,
  type JsonAnswer,
} from '../testing/emulator-client.ts';

const daemon = '51c27fb9-846d-4dae-86fb-e2a3d1754c68';
const reports = '73e490db-a68f-4fc0-981d-04c5f3976e8a';
const secret = 'Secret-of-Contoso-Night-Report-1';
const scope = 'api://orders.contoso.example/.default';

let emulator: IdentityEmulator;
let client: EmulatorClient;
let key: webcrypto.CryptoKey;
let thumbprint: string;
beforeAll(async () => {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 };
  const publicExponent = new Uint8Array([1, 0, 1]);
  const keys = await webcrypto.subtle.generateKey({ ...algorithm, publicExponent }, true, [
    'sign',
    'verify',
  ]);
  const certificate = await X509CertificateGenerator.createSelfSigned({ keys, name: 'CN=daemon' });
  key = keys.privateKey;
  thumbprint = createHash('sha256').update(Buffer.from(certificate.rawData)).digest('base64url');
  const directory = structuredClone(defaultDirectory);
  for (const app of directory.tenants[0]?.apps ?? [])
    if (app.clientId === daemon) app.certificates = [certificate.toString('pem')];
  emulator = await startIdentityEmulator({ directory });
  client = emulatorClient(emulator);
});
afterAll(() => emulator.close());

const asItself = (more: Record<string, string>, headers = {}) =>
  client.post('token', { grant_type: 'client_credentials', scope, ...more }, headers);
const claims = ({ json }: JsonAnswer) => decodeJwt(String(json['access_token']));
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${encodeURIComponent(password)}`).toString('base64')}`,
});

describe('client_credentials', () => {
  test('gives an app its roles, and neither a person nor a refresh token', async () => {
    const answer = await asItself({ client_id: daemon, client_secret: secret });
    expect(Object.keys(answer.json).sort()).toEqual([
      'access_token',
      'expires_in',
      'ext_expires_in',
      'token_type',
    ]);
    expect(claims(answer)).toMatchObject({
      idtyp: 'app',
      roles: ['Orders.Read.All'],
      azp: daemon,
      azpacr: '1',
    });
    expect(claims(answer)).not.toHaveProperty('scp');
    expect(claims(answer)['oid']).toBe(claims(answer).sub);
  });

  test('takes the secret in a header too, and no second name beside it', async () => {
    expect((await asItself({}, basic(daemon, secret))).status).toBe(200);
    const two = await asItself({ client_id: reports }, basic(daemon, secret));
    expect(two.json).toMatchObject({ error_codes: [9002313] });
  });

  test.each<[string, Record<string, string>, object, number, number]>([
    ['a wrong secret', { client_id: daemon, client_secret: 'x' }, {}, 401, 7000215],
    ['a wrong secret in the header', {}, basic(daemon, 'x'), 401, 7000215],
    ['an unreadable header', {}, { authorization: 'Basic JTpY' }, 400, 9002313],
    ['no secret', { client_id: daemon }, {}, 401, 7000216],
    [
      'a scope by name',
      { client_id: daemon, client_secret: secret, scope: 'User.Read' },
      {},
      400,
      70011,
    ],
    [
      'an API that nobody knows',
      { client_id: daemon, client_secret: secret, scope: 'api://x/.default' },
      {},
      400,
      500011,
    ],
  ])('refuses %s', async (_, form, headers, status, code) => {
    const answer = await asItself(form, headers);
    expect({ status: answer.status, codes: answer.json['error_codes'] }).toEqual({
      status,
      codes: [code],
    });
  });

  test('a public client has no secret to show: AADSTS700025, and is no daemon: AADSTS7000216', async () => {
    const form = { client_id: emulator.clientId };
    expect((await asItself({ ...form, client_secret: 'x' })).json['error_codes']).toEqual([700025]);
    expect((await asItself(form)).json['error_codes']).toEqual([7000216]);
  });

  test('needs a tenant: AADSTS50059', async () => {
    const form = {
      grant_type: 'client_credentials',
      scope,
      client_secret: 'Secret-of-Contoso-Web-1',
    };
    const shared = emulatorClient(emulator, emulator.authorityFor('common'));
    const webApp = '3fa05d97-624b-4b8c-84d9-c081bf532a46';
    const { json } = await shared.post('token', { ...form, client_id: webApp });
    expect(json['error_codes']).toEqual([50059]);
  });
});

describe('a client assertion (RFC 7523)', () => {
  const assertion = (change: { aud?: string; iss?: string; x5t?: string; exp?: string } = {}) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', 'x5t#S256': change.x5t ?? thumbprint })
      .setIssuer(change.iss ?? daemon)
      .setSubject(daemon)
      .setAudience(change.aud ?? `${emulator.authority}/oauth2/v2.0/token`)
      .setExpirationTime(change.exp ?? '5m')
      .sign(key);
  const show = (client_assertion: string) =>
    asItself({
      client_id: daemon,
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });

  test('signed with the key of the certificate is good', async () => {
    expect(claims(await show(await assertion()))['azpacr']).toBe('2');
  });

  test.each([
    ['for another authority', { aud: 'https://login.example/token' }],
    ['of another app', { iss: reports }],
    ['under another certificate', { x5t: 'AAAA' }],
    ['that is over', { exp: '-1s' }],
  ])('%s is AADSTS700027', async (_, change) => {
    const { status, json } = await show(await assertion(change));
    expect({ status, codes: json['error_codes'] }).toEqual({ status: 401, codes: [700027] });
  });

  test.each(['', 'x', 'a.b.c', 'e30.e30.'])('that is no JWT (%s) is refused', async (text) => {
    expect((await show(text)).status).toBe(401);
  });
});

describe('on-behalf-of', () => {
  const userToken = async (forScope: string, name = 'Adele') => {
    const { json } = await client.post('token', {
      grant_type: 'password',
      client_id: emulator.clientId,
      username: `${name}@contoso.example`,
      password: `Password-of-${name}-1`,
      scope: forScope,
    });
    return json;
  };
  const exchange = (assertion: unknown, more: Record<string, string> = {}) =>
    client.post('token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: reports,
      client_secret: 'Secret-of-Contoso-Reports-1',
      requested_token_use: 'on_behalf_of',
      assertion: String(assertion),
      scope: 'api://orders.contoso.example/Orders.Read',
      ...more,
    });
  const called = async () =>
    (await userToken('api://reports.contoso.example/Reports.Read'))['access_token'];

  test('gives the API behind a token of the same person, under the name of the one in front', async () => {
    const answer = await exchange(await called());
    expect(answer.status).toBe(200);
    expect(claims(answer)).toMatchObject({
      azp: reports,
      scp: 'Orders.Read',
      preferred_username: 'adele@contoso.example',
    });
  });

  test('hands the API in front a claims challenge for its caller: AADSTS50076', async () => {
    const ofHana = await userToken('api://reports.contoso.example/Reports.Read', 'Hana');
    const { json } = await exchange(ofHana['access_token']);
    expect(json).toMatchObject({ error: 'interaction_required', error_codes: [50076] });
    expect(JSON.parse(String(json['claims']))).toHaveProperty('access_token');
  });

  test('refuses what the API in front was not given: AADSTS65001', async () => {
    const answer = await exchange(await called(), {
      scope: 'https://graph.microsoft.com/Mail.Read',
    });
    expect(answer.json).toMatchObject({ error_codes: [65001], suberror: 'consent_required' });
  });

  test('refuses a token for somebody else, an id_token and one of an app', async () => {
    const graph = await userToken('User.Read openid');
    const codes = async (token: unknown, more = {}) =>
      (await exchange(token, more)).json['error_codes'];
    expect(await codes(graph['access_token'])).toEqual([500131]);
    expect(await codes(graph['id_token'])).toEqual([500131]);
    const ofApp = await asItself({
      client_id: daemon,
      client_secret: secret,
      scope: 'api://reports.contoso.example/.default',
    });
    expect(await codes(ofApp.json['access_token'])).toEqual([7000114]);
    expect(await codes('e30.e30.')).toEqual([50013]);
    expect(await codes(await called(), { client_secret: '' })).toEqual([7000218]);
    expect(await codes(await called(), { requested_token_use: 'x' })).toEqual([9002313]);
  });

  test('refuses the token of another tenant: AADSTS50013', async () => {
    const directory = structuredClone(defaultDirectory);
    const shared = directory.tenants[0]?.apps.find((app) => app.clientId === reports);
    if (shared) shared.signInAudience = 'any-tenant';
    await using other = await startIdentityEmulator({ directory });
    const form = { client_id: reports, client_secret: 'Secret-of-Contoso-Reports-1' };
    const signIn = { username: 'adele@contoso.example', password: 'Password-of-Adele-1' };
    const scope = 'api://reports.contoso.example/Reports.Read';
    const at = (name: string) => emulatorClient(other, other.authorityFor(name));
    const ropc = { ...signIn, client_id: other.clientId, grant_type: 'password', scope };
    const { json } = await at('contoso.example').post('token', ropc);
    const codes = async (name: string) => {
      const answer = await at(name).post('token', {
        ...form,
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        assertion: String(json['access_token']),
        scope: 'User.Read',
      });
      return answer.json['error_codes'];
    };
    expect(await codes('northwind.example')).toEqual([50013]);
    expect(await codes('contoso.example')).toBeUndefined();
  });

  test('refuses a token that is over: AADSTS500133', async () => {
    const token = await called();
    await emulator.control.advanceClock(3601);
    expect((await exchange(token)).json['error_codes']).toEqual([500133]);
  });
});

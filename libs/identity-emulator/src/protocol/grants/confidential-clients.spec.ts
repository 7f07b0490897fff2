import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, SignJWT } from 'jose';
import { defaultDirectory, startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { appCertificate, type AppCertificate } from '../../testing/app-certificate.ts';
import {
  emulatorClient,
  type EmulatorClient,
  type JsonAnswer,
} from '../../testing/emulator-client.ts';

const daemon = '51c27fb9-846d-4dae-86fb-e2a3d1754c68';
const reports = '73e490db-a68f-4fc0-981d-04c5f3976e8a';
const secret = 'Secret-of-Contoso-Night-Report-1';
const scope = 'api://orders.contoso.example/.default';

let emulator: IdentityEmulator;
let client: EmulatorClient;
let certificate: AppCertificate;
beforeAll(async () => {
  certificate = await appCertificate(daemon);
  emulator = await startIdentityEmulator({ directory: certificate.directory });
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
  test('gives an app its roles, and neither a user nor a refresh token', async () => {
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

  test('takes the scopes of OpenID Connect beside /.default, as MSAL Go sends them, for nothing', async () => {
    const sent = { client_id: daemon, client_secret: secret };
    const answer = await asItself({ ...sent, scope: `${scope} openid offline_access profile` });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json)).toEqual(Object.keys((await asItself(sent)).json));
  });

  test.each(['openid', 'openid profile offline_access', `${scope} User.Read`])(
    'needs one web API by /.default beside them (%s): AADSTS70011',
    async (asked) => {
      const sent = { client_id: daemon, client_secret: secret, scope: asked };
      const { json } = await asItself(sent);
      expect([70011, 700022]).toContain((json['error_codes'] as number[])[0]);
      expect(json['error_description']).not.toMatch(/'[^']*default' is not/);
    },
  );

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
      'an unknown API',
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

  test('a public client cannot send a secret: AADSTS700025, nor act as itself: AADSTS7000216', async () => {
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
  interface Change {
    aud?: string;
    iss?: string;
    header?: Record<string, string>;
    nbf?: string;
    exp?: string;
  }
  const assertion = ({ aud, iss = daemon, header, nbf = '0s', exp = '5m' }: Change = {}) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', ...(header ?? { 'x5t#S256': named('base64url') }) })
      .setIssuer(iss)
      .setSubject(daemon)
      .setAudience(aud ?? `${emulator.authority}/oauth2/v2.0/token`)
      .setNotBefore(nbf)
      .setExpirationTime(exp)
      .sign(certificate.key);
  const named = (encoding: 'base64' | 'base64url' | 'hex', hash: 'sha1' | 'sha256' = 'sha256') =>
    certificate.thumbprint(hash).toString(encoding);
  const show = (client_assertion: string) =>
    asItself({
      client_id: daemon,
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });

  test('signed with the key of the certificate is good', async () => {
    expect(claims(await show(await assertion()))['azpacr']).toBe('2');
  });

  test.each<[string, (hash: 'sha1' | 'sha256') => string]>([
    ['base64url', (hash) => named('base64url', hash)],
    ['padded base64url, as MSAL Python does', (hash) => `${named('base64url', hash)}=`],
    ['base64, as MSAL Go does', (hash) => named('base64', hash)],
  ])('names its certificate in %s', async (_, write) => {
    for (const [name, hash] of [
      ['x5t', 'sha1'],
      ['x5t#S256', 'sha256'],
    ] as const) {
      const { status } = await show(await assertion({ header: { [name]: write(hash) } }));
      expect({ name, status }).toEqual({ name, status: 200 });
    }
  });

  test.each([
    ['begins in five minutes', { nbf: '298s' }],
    ['ended five minutes ago', { exp: '-298s' }],
  ])('that %s is good: clocks differ', async (_, change) => {
    expect((await show(await assertion(change))).status).toBe(200);
  });

  test.each<[string, Change]>([
    ['for another authority', { aud: 'https://login.example/token' }],
    ['for another tenant', { aud: 'northwind.example' }],
    ['of another app', { iss: reports }],
    ['under another certificate', { header: { x5t: 'AAAA' } }],
    ['under no certificate', { header: { 'x5t#S256': '' } }],
    ['that begins later', { nbf: '310s' }],
    ['that is over', { exp: '-310s' }],
  ])('%s is AADSTS700027', async (_, change) => {
    const other = `${emulator.authorityFor('northwind.example')}/oauth2/v2.0/token`;
    const aud = change.aud === 'northwind.example' ? other : change.aud;
    const { status, json } = await show(await assertion({ ...change, ...(aud && { aud }) }));
    expect({ status, codes: json['error_codes'] }).toEqual({ status: 401, codes: [700027] });
  });

  test.each(['', 'x', 'a.b.c', 'e30.e30.'])('that is not a JWT (%s) is refused', async (text) => {
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

  test('gives the API behind a token of the same user, under the name of the one in front', async () => {
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

  test('refuses a token for another API, an id_token and one of an app', async () => {
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

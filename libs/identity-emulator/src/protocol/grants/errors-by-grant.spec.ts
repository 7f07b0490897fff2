import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';
import { waitingApp, type WaitingApp } from '../../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
let app: WaitingApp;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
  app = await waitingApp(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const urn = 'urn:ietf:params:oauth:grant-type';

describe('that more than a password is needed', () => {
  test.each([
    ['password', 'invalid_grant', false],
    ['refresh_token', 'invalid_grant', false],
    [`${urn}:saml1_1-bearer`, 'invalid_grant', false],
    ['authorization_code', 'invalid_grant', true],
    ['device_code', 'invalid_grant', true],
    [`${urn}:device_code`, 'invalid_grant', true],
    [`${urn}:jwt-bearer`, 'interaction_required', true],
  ])('is said to %s as %s, with claims: %s', async (grant_type, error, withClaims) => {
    for (const aadsts of ['AADSTS50074', 'AADSTS50076', 'AADSTS50079']) {
      await emulator.control.fault({ at: 'token', name: 'this', answer: { aadsts } });
      const { status, json } = await client.post('token', { grant_type });
      expect({ status, ...json }).toMatchObject({ status: 400, error, suberror: 'basic_action' });
      expect('claims' in json).toBe(withClaims);
    }
  });
});

describe('a code or refresh token that is none of this issuer', () => {
  test.each([
    ['refresh token', { grant_type: 'refresh_token', refresh_token: 'x.y.z' }],
    ['refresh token', { grant_type: 'refresh_token', refresh_token: '0.AX' }],
    [
      'authorization code',
      { grant_type: 'authorization_code', code: '0.AX', redirect_uri: 'http://localhost' },
    ],
  ])('is AADSTS9002313, invalid_grant (%s)', async (_, form) => {
    const { status, json } = await client.post('token', { client_id: emulator.clientId, ...form });
    expect({ status, ...json }).toMatchObject({
      status: 400,
      error: 'invalid_grant',
      error_codes: [9002313],
    });
    expect(json).not.toHaveProperty('suberror');
  });
});

describe('`resource` (RFC 8707) beside scopes of another web API', () => {
  const signIn = (more: Record<string, string>) =>
    client.post('token', {
      grant_type: 'password',
      client_id: emulator.clientId,
      username: 'adele@contoso.example',
      password: 'Password-of-Adele-1',
      scope: 'User.Read offline_access',
      ...more,
    });
  const daemon = {
    grant_type: 'client_credentials',
    client_id: '51c27fb9-846d-4dae-86fb-e2a3d1754c68',
    client_secret: 'Secret-of-Contoso-Night-Report-1',
    scope: 'api://orders.contoso.example/.default',
  };
  const resource = 'https://mcp.contoso.example/';
  const refused = { error: 'invalid_target', error_codes: [9010010] };

  test('is AADSTS9010010, invalid_target, for every grant', async () => {
    expect((await signIn({ resource })).json).toMatchObject(refused);
    const { refresh_token } = (await signIn({})).json;
    expect((await client.refresh(refresh_token, { resource })).json).toMatchObject(refused);
    expect((await client.post('token', { ...daemon, resource })).json).toMatchObject(refused);
    const device = { client_id: emulator.clientId, scope: 'User.Read', resource };
    expect((await client.post('devicecode', device)).json).toMatchObject(refused);
  });

  test('goes to the app at the authorize endpoint', async () => {
    const { headers } = await app.open({ resource });
    const received = new URL(headers.location ?? '').searchParams;
    expect(received.get('error')).toBe('invalid_target');
    expect(received.get('error_description')).toMatch(/^AADSTS9010010: /);
  });

  test.each(['https://graph.microsoft.com', 'https://graph.microsoft.com/'])(
    'that is theirs is taken: %s',
    async (own) => {
      expect((await signIn({ resource: own })).status).toBe(200);
    },
  );
});

test('a scope that a known web API lacks is AADSTS650053, invalid_client', async () => {
  const scope = 'api://orders.contoso.example/Nope.Read';
  const { status, json } = await client.post('devicecode', { client_id: emulator.clientId, scope });
  expect({ status, ...json }).toMatchObject({
    status: 400,
    error: 'invalid_client',
    error_codes: [650053],
    error_description: expect.stringMatching(/'Entra Flows samples'.*'Nope\.Read'/),
  });
});

test.each(['Mail.Sned', 'Mail.Send.All.All', 'mail.nope'])(
  'a misspelt scope of Graph is AADSTS650053 (%s)',
  async (scope) => {
    const { json } = await client.post('devicecode', { client_id: emulator.clientId, scope });
    expect(json).toMatchObject({ error_codes: [650053] });
  },
);

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultDirectory, type IdentityEmulator, startIdentityEmulator } from '../../index.ts';
import { emulatorClient } from '../../testing/emulator-client.ts';

const ARM = 'https://management.azure.com';
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
});
afterAll(() => emulator.close());

async function tokenFor(username = 'adele@contoso.example', scope = `${ARM}/.default`) {
  const user = defaultDirectory.tenants
    .flatMap(({ users }) => users)
    .find((one) => one.username === username);
  const { json } = await emulatorClient(emulator).post('token', {
    grant_type: 'password',
    client_id: emulator.clientId,
    username,
    password: user?.password ?? '',
    scope,
  });
  return String(json['access_token']);
}

const get = (path: string, token?: string) =>
  emulatorClient(emulator).get(
    `${emulator.arm}${path}`,
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );
const subscriptions = '/subscriptions?api-version=2022-12-01';
const error = (code: string, message: unknown = expect.any(String)) => ({
  error: { code, message },
});

describe('Azure Resource Manager', () => {
  test('lists the subscriptions that the user has a role in', async () => {
    const names = async (username: string) => {
      const { json } = await get(subscriptions, await tokenFor(username));
      return (json['value'] as { displayName: string }[]).map(({ displayName }) => displayName);
    };
    expect(await names('adele@contoso.example')).toEqual(['Contoso Production', 'Contoso Sandbox']);
    expect(await names('bruno@contoso.example')).toEqual(['Contoso Production']);
    const { status, json } = await get(subscriptions, await tokenFor());
    const [tenant] = defaultDirectory.tenants;
    const [one] = tenant?.subscriptions ?? [];
    expect([status, json]).toMatchObject([
      200,
      {
        value: [
          {
            id: `/subscriptions/${one?.id}`,
            subscriptionId: one?.id,
            tenantId: tenant?.id,
            state: 'Enabled',
            authorizationSource: 'RoleBased',
          },
          {},
        ],
        count: { type: 'Total', value: 2 },
      },
    ]);
  });

  test('lists the tenants of the account, at home and as a guest', async () => {
    const authority = emulator.authorityFor('northwind.example');
    const { json: tokens } = await emulatorClient(emulator, authority).post('token', {
      grant_type: 'password',
      client_id: emulator.clientId,
      username: 'gina@northwind.example',
      password: 'Password-of-Gina-1',
      scope: `${ARM}/user_impersonation`,
    });
    const { json } = await get('/tenants?api-version=2022-12-01', String(tokens['access_token']));
    expect(json['value']).toMatchObject([
      { displayName: 'Contoso', defaultDomain: 'contoso.example', tenantType: 'AAD' },
      { displayName: 'Northwind', tenantCategory: 'Home', domains: ['northwind.example'] },
    ]);
  });

  test('shows an app, which has a role in nothing, its own tenant alone', async () => {
    const { json: tokens } = await emulatorClient(emulator).post('token', {
      grant_type: 'client_credentials',
      client_id: '51c27fb9-846d-4dae-86fb-e2a3d1754c68',
      client_secret: 'Secret-of-Contoso-Night-Report-1',
      scope: `${ARM}/.default`,
    });
    const token = String(tokens['access_token']);
    expect((await get(subscriptions, token)).json['value']).toEqual([]);
    const { json } = await get('/tenants?api-version=2022-12-01', token);
    expect(json['value']).toMatchObject([{ displayName: 'Contoso' }]);
  });

  test('asks for the api-version first', async () => {
    expect(await get('/subscriptions')).toMatchObject({
      status: 400,
      json: error('MissingApiVersionParameter'),
    });
    expect(await get('/subscriptions?api-version=latest')).toMatchObject({
      status: 400,
      json: error('InvalidApiVersionParameter', expect.stringMatching(/^The api-version 'latest'/)),
    });
  });

  test('refuses a call without a token, or with a malformed header', async () => {
    expect(await get(subscriptions)).toMatchObject({
      status: 401,
      headers: {
        'www-authenticate': expect.stringMatching(/^Bearer .*error="invalid_token"/),
        'x-ms-request-id': expect.any(String),
      },
      json: error('AuthenticationFailed', expect.stringMatching(/header is missing/)),
    });
    const url = `${emulator.arm}${subscriptions}`;
    expect(await emulatorClient(emulator).get(url, { authorization: 'Basic eDp5' })).toMatchObject({
      status: 401,
      json: error('AuthenticationFailedInvalidHeader'),
    });
  });

  test('refuses a token for Microsoft Graph, and Graph refuses one for it', async () => {
    expect(await get(subscriptions, await tokenFor(undefined, 'User.Read'))).toMatchObject({
      status: 401,
      json: error('InvalidAuthenticationTokenAudience'),
    });
    const authorization = `Bearer ${await tokenFor()}`;
    expect(
      await emulatorClient(emulator).get(`${emulator.graph}/me`, { authorization }),
    ).toMatchObject({ status: 401, json: { error: { code: 'InvalidAuthenticationToken' } } });
  });

  test('refuses an expired token, and one that it cannot read', async () => {
    const token = await tokenFor();
    await emulator.control.advanceClock(3601);
    expect(await get(subscriptions, token)).toMatchObject({
      status: 401,
      json: error('ExpiredAuthenticationToken'),
    });
    await emulator.control.reset();
    expect(await get(subscriptions, 'nonsense')).toMatchObject({
      status: 401,
      json: error('InvalidAuthenticationToken'),
    });
  });

  test.each(['', '/resources', '/subscriptions/1/locations'])(
    'answers for another path (%s) that it is unknown',
    async (path) => {
      expect(await get(`${path}?api-version=2022-12-01`, await tokenFor())).toMatchObject({
        status: 404,
        json: error(
          'NotFound',
          expect.stringMatching(/GET \/subscriptions and GET \/tenants only/),
        ),
      });
    },
  );

  test('sends the claims challenge of the scenario in its own words', async () => {
    await emulator.control.play('claims-challenge');
    const { status, headers } = await get(subscriptions, await tokenFor());
    await emulator.control.reset();
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/error="invalid_token", .*claims="[\w=]+"$/);
  });
});

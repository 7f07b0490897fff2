import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import {
  defaultDirectory,
  followSignIn,
  startIdentityEmulator,
  type IdentityEmulator,
} from '../../index.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';
import { request } from '../../testing/request.ts';
import { waitingApp } from '../../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
});
afterAll(() => emulator.close());

const tokens = async (scope: string, more: Record<string, string> = {}) => {
  const { json } = await client.post('token', {
    grant_type: 'password',
    client_id: emulator.clientId,
    username: 'adele@contoso.example',
    password: 'Password-of-Adele-1',
    scope,
    ...more,
  });
  return json as Record<'access_token' | 'id_token', string>;
};
const call = (path: string, token: string | undefined, method = 'GET') =>
  request(`${new URL(emulator.authority).origin}${path}`, {
    method,
    ca: emulator.ca,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
const challenge = async (path: string, token: string | undefined, method?: string) => {
  const { status, headers } = await call(path, token, method);
  return { status, error: /error="([^"]*)"/.exec(headers['www-authenticate'] ?? '')?.[1] };
};
const orders = 'api://orders.contoso.example';

describe('userinfo', () => {
  test('describes the user by the subject of the id_token, as GET and as POST', async () => {
    const { access_token, id_token } = await tokens('openid profile email User.Read');
    for (const [path, method] of [
      ['/graph/oidc/userinfo', 'GET'],
      ['/graph/oidc/userinfo', 'POST'],
      ['/contoso.example/openid/userinfo', 'GET'],
    ] as const) {
      const { status, body } = await call(path, access_token, method);
      expect({ status, ...(JSON.parse(body) as object) }).toEqual({
        status: 200,
        sub: decodeJwt(id_token).sub,
        name: 'Adele Vance',
        given_name: 'Adele',
        family_name: 'Vance',
        email: 'adele@contoso.example',
      });
    }
  });

  test('gives no more than the scopes say, and nothing without a token for Graph', async () => {
    const { access_token } = await tokens('openid User.Read');
    expect(
      Object.keys(JSON.parse((await call('/graph/oidc/userinfo', access_token)).body) as object),
    ).toEqual(['sub']);
    const path = '/graph/oidc/userinfo';
    expect(await challenge(path, (await tokens('User.Read')).access_token)).toEqual({
      status: 403,
      error: 'insufficient_scope',
    });
    const refused = { status: 401, error: 'invalid_token' };
    expect(await challenge(path, undefined)).toEqual(refused);
    expect(await challenge(path, 'nonsense')).toEqual(refused);
    expect(
      await challenge(path, (await tokens(`openid ${orders}/Orders.Read`)).access_token),
    ).toEqual(refused);
  });
});

describe('the orders API', () => {
  test('lists orders with the scope to read them', async () => {
    const { access_token } = await tokens(`${orders}/Orders.Read`);
    const { status, body } = await call('/api/orders', access_token);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ caller: 'Adele Vance', orders: expect.any(Array) });
  });

  test('lists them for an app that has the role', async () => {
    const { json } = await client.post('token', {
      grant_type: 'client_credentials',
      client_id: '51c27fb9-846d-4dae-86fb-e2a3d1754c68',
      client_secret: 'Secret-of-Contoso-Night-Report-1',
      scope: `${orders}/.default`,
    });
    expect((await call('/api/orders', String(json['access_token']))).status).toBe(200);
    expect(await challenge('/api/orders', String(json['access_token']), 'POST')).toEqual({
      status: 403,
      error: 'insufficient_scope',
    });
  });

  test('takes no role of a user for the scope of the app', async () => {
    const directory = structuredClone(defaultDirectory);
    Object.assign(directory.tenants[0]?.users[0] ?? {}, { roles: [`${orders}/Orders.Read.All`] });
    await using other = await startIdentityEmulator({ directory });
    const { json } = await emulatorClient(other).post('token', {
      grant_type: 'password',
      client_id: other.clientId,
      username: 'adele@contoso.example',
      password: 'Password-of-Adele-1',
      scope: `${orders}/Orders.Write`,
    });
    expect(decodeJwt(String(json['access_token']))['roles']).toEqual(['Orders.Read.All']);
    const headers = { authorization: `Bearer ${String(json['access_token'])}` };
    const url = `${new URL(other.authority).origin}/api/orders`;
    expect((await request(url, { headers, ca: other.ca })).status).toBe(403);
  });

  test('refuses tokens for others, other scopes and other methods', async () => {
    expect(await challenge('/api/orders', (await tokens('User.Read')).access_token)).toEqual({
      status: 401,
      error: 'invalid_token',
    });
    const { access_token } = await tokens(`${orders}/Orders.Write`);
    expect(await challenge('/api/orders', access_token)).toEqual({
      status: 403,
      error: 'insufficient_scope',
    });
    expect((await call('/api/orders', access_token, 'DELETE')).status).toBe(405);
  });

  test('asks for a stronger sign-in to place an order: 401 with claims to a client with cp1', async () => {
    const capable = { claims: '{"access_token":{"xms_cc":{"values":["CP1"]}}}' }; // as MSAL spells it
    const { access_token } = await tokens(`${orders}/Orders.Write`, capable);
    const { status, headers } = await call('/api/orders', access_token, 'POST');
    const [, claims = ''] = /claims="([^"]+)"/.exec(headers['www-authenticate'] ?? '') ?? [];
    expect({
      status,
      claims: JSON.parse(Buffer.from(claims, 'base64').toString()) as unknown,
    }).toEqual({
      status: 401,
      claims: { access_token: { acrs: { essential: true, value: 'c1' } } },
    });
    const plain = await tokens(`${orders}/Orders.Write`);
    expect(await challenge('/api/orders', plain.access_token, 'POST')).toEqual({
      status: 403,
      error: 'insufficient_claims',
    });
  });

  test('takes the order after the sign-in that the challenge asks for', async () => {
    const app = await waitingApp(emulator);
    await emulator.control.user({ does: 'approve', as: 'maya@contoso.example', times: 1 });
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    await followSignIn(app.url({ scope: `${orders}/Orders.Write`, claims }));
    const { json } = await app.redeem(app.calls.at(-1)?.received['code'] ?? '');
    await app.close();
    const token = String(json['access_token']);
    expect(decodeJwt(token)).toMatchObject({ acrs: ['c1'], amr: ['pwd', 'mfa'] });
    const { status, body } = await call('/api/orders', token, 'POST');
    expect({ status, caller: (JSON.parse(body) as { caller: string }).caller }).toEqual({
      status: 201,
      caller: 'Maya Lindqvist',
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { followSignIn, startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { emulatorClient } from '../testing/emulator-client.ts';
import { request } from '../testing/request.ts';
import { waitingApp, type WaitingApp } from '../testing/waiting-app.ts';

const client_id = '40b16ea8-735c-4c9d-95ea-d192c0643b57';

let emulator: IdentityEmulator;
let app: WaitingApp;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  app = await waitingApp(emulator);
  await emulator.control.user({ does: 'approve' });
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

async function newCode(more: Record<string, string | undefined> = {}): Promise<string> {
  await followSignIn(app.url({ client_id, ...more }));
  return app.calls.at(-1)?.received['code'] ?? '';
}
const overHttp = () =>
  emulatorClient(emulator, emulator.authority.replace(/^.*?\/\/[^/]+/, emulator.pages));
const redeem = (code: string, headers = {}, more = {}, at = emulatorClient(emulator)) =>
  at.post(
    'token',
    {
      grant_type: 'authorization_code',
      client_id,
      code,
      redirect_uri: app.redirectUri,
      code_verifier: app.verifier,
      ...more,
    },
    headers,
  );
const inPage = () => ({ origin: app.redirectUri });

describe('a single-page app', () => {
  test('redeems its code by script, over TLS or on the origin of the pages, and may read the answer', async () => {
    for (const at of [emulatorClient(emulator), overHttp()]) {
      const { status, headers, json } = await redeem(await newCode(), inPage(), {}, at);
      expect({ status, allowed: headers['access-control-allow-origin'] }).toEqual({
        status: 200,
        allowed: app.redirectUri,
      });
      expect(json).toHaveProperty('refresh_token');
    }
  });

  test('cannot redeem it elsewhere: AADSTS9002327', async () => {
    expect((await redeem(await newCode())).json['error_codes']).toEqual([9002327]);
  });

  test('needs PKCE: AADSTS9002325', async () => {
    const without = { code_challenge: undefined, code_challenge_method: undefined };
    const form = { code_verifier: '' };
    const { json } = await redeem(await newCode(without), inPage(), form);
    expect(json['error_codes'] ?? app.calls.at(-1)?.received['error_description']).toEqual([
      9002325,
    ]);
  });

  test('is signed in for a day, however often it refreshes: AADSTS700084', async () => {
    const refresh = (token: unknown, headers = {}) =>
      emulatorClient(emulator).post(
        'token',
        { grant_type: 'refresh_token', client_id, refresh_token: String(token) },
        headers,
      );
    const first = (await redeem(await newCode(), inPage())).json['refresh_token'];
    expect((await refresh(first)).json['error_codes']).toEqual([9002327]);
    await emulator.control.advanceClock(23 * 3600);
    const second = (await refresh(first, inPage())).json['refresh_token'];
    await emulator.control.advanceClock(3601);
    expect((await refresh(second, inPage())).json['error_codes']).toEqual([700084]);
  });
});

describe('other clients', () => {
  test('cannot redeem codes in a page: AADSTS9002326', async () => {
    const clientId = emulator.clientId;
    const form = { client_id: clientId };
    const { json } = await redeem(await newCode(form), inPage(), form);
    expect(json['error_codes']).toEqual([9002326]);
  });

  test('get no tokens without TLS', async () => {
    const clientId = emulator.clientId;
    const code = await newCode({ client_id: clientId });
    const { json } = await redeem(code, {}, { client_id: clientId }, overHttp());
    expect(json['error_codes']).toEqual([9002327]);
  });

  test('pages of other origins may read discovery and keys, and nothing else', async () => {
    const origin = 'https://evil.example';
    const tenant = new URL(emulator.authority).pathname;
    const allowed = async (path: string, method = 'GET') => {
      const { headers } = await request(`${emulator.pages}${path}`, {
        method,
        headers: { origin },
      });
      return headers['access-control-allow-origin'];
    };
    expect(await allowed(`${tenant}/v2.0/.well-known/openid-configuration`)).toBe('*');
    expect(await allowed(`${tenant}/discovery/v2.0/keys`)).toBe('*');
    expect(await allowed(`${tenant}/oauth2/v2.0/token`, 'OPTIONS')).toBeUndefined();
    expect(await allowed(`${tenant}/oauth2/v2.0/token`, 'POST')).toBeUndefined();
    expect(await allowed('/graph/v1.0/me')).toBeUndefined();
    expect(await allowed(`${tenant}/oauth2/v2.0/authorize`)).toBeUndefined();
  });
});

describe('discovery on the origin of the pages', () => {
  test('names the endpoints that a page can reach, and the same issuer', async () => {
    const path = '/contoso.example/v2.0/.well-known/openid-configuration';
    const read = async (origin: string) =>
      JSON.parse((await request(`${origin}${path}`, { ca: emulator.ca })).body) as Record<
        string,
        string
      >;
    const overTls = await read(new URL(emulator.authority).origin);
    const plain = await read(emulator.pages);
    expect(plain['issuer']).toBe(overTls['issuer']);
    expect(plain['authorization_endpoint']).toBe(overTls['authorization_endpoint']);
    expect(plain['token_endpoint']).toBe(`${emulator.pages}/contoso.example/oauth2/v2.0/token`);
    expect(overTls['userinfo_endpoint']).toBe(
      `${new URL(emulator.authority).origin}/graph/oidc/userinfo`,
    );
  });
});

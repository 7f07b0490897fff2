import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
  await emulator.control.user({ does: 'approve' });
});
afterAll(() => emulator.close());

async function tokens(scope?: string) {
  const { device_code } = await client.deviceCode(scope);
  return (await client.poll(device_code)).json;
}
const me = (token: unknown) =>
  client.get(`${emulator.graph}/me`, { authorization: `Bearer ${String(token)}` });

describe('Graph /me', () => {
  test('describes the user of the token', async () => {
    const { status, json } = await me((await tokens())['access_token']);
    expect(status).toBe(200);
    expect(json).toMatchObject({ displayName: 'Adele Vance', mail: 'adele@contoso.example' });
  });

  test('refuses a missing token, in the words of Graph', async () => {
    const { status, json, headers } = await client.get(`${emulator.graph}/me`);
    expect(status).toBe(401);
    expect(json).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
    expect(headers['www-authenticate']).toMatch(/^Bearer .*error="invalid_token"/);
  });

  test('refuses an id_token: it is for the client, not for an API', async () => {
    expect((await me((await tokens())['id_token'])).status).toBe(401);
  });

  test('refuses the right claims under another key', async () => {
    const claims = decodeJwt(String((await tokens())['access_token']));
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', jwk: await exportJWK(publicKey) })
      .sign(privateKey);
    expect((await me(forged)).status).toBe(401);
  });

  test('says of a token under a key that is gone what to do; of any other nothing', async () => {
    const claims = decodeJwt(String((await tokens())['access_token']));
    const { privateKey } = await generateKeyPair('RS256');
    const sign = (header: object) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey);
    const challenge = async (token: string) => (await me(token)).headers['www-authenticate'];
    expect(await challenge(await sign({ kid: 'of before' }))).toMatch(
      /error_description="Access token validation failure\. It is signed with a key that this emulator no longer has: sign out and in again\."$/,
    );
    expect(await challenge(await sign({}))).toMatch(/failure\."$/);
    expect(await challenge('no-token')).toMatch(/failure\."$/);
  });

  test('refuses a token without signature', async () => {
    const [, payload] = String((await tokens())['access_token']).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    expect((await me(`${header}.${payload}.`)).status).toBe(401);
  });

  test('refuses a token without the scope: 403', async () => {
    expect((await me((await tokens('Mail.Read'))['access_token'])).status).toBe(403);
  });

  test.each(['User.ReadWrite', 'Mail.Send User.Read'])(
    'takes a token for %s, too',
    async (scope) => {
      expect((await me((await tokens(scope))['access_token'])).status).toBe(200);
    },
  );

  test('other known permissions are given by their name, and are no part of .default', async () => {
    const asked = 'Mail.Send Files.ReadWrite.All Calendars.ReadWrite';
    const scp = async (scope: string) =>
      String(decodeJwt(String((await tokens(scope))['access_token']))['scp']).split(' ');
    expect(await scp(asked)).toEqual(asked.split(' '));
    const all = await scp('https://graph.microsoft.com/.default');
    expect(all).toContain('Mail.Read');
    expect(all).not.toContain('Mail.Send');
  });

  test('calls an expired token expired', async () => {
    const { access_token } = await tokens();
    await emulator.control.advanceClock(3601);
    expect(await me(access_token)).toMatchObject({
      status: 401,
      json: { error: { message: 'Lifetime validation failed, the token is expired.' } },
    });
    await emulator.control.reset();
    await emulator.control.user({ does: 'approve' });
  });

  test('gives what $select names, and says so in the context', async () => {
    const authorization = `Bearer ${String((await tokens())['access_token'])}`;
    const select = (names: string) =>
      client.get(`${emulator.graph}/me?$select=${names}`, { authorization });
    expect((await select('displayName,mail')).json).toEqual({
      '@odata.context':
        'https://graph.microsoft.com/v1.0/$metadata#users(displayName,mail)/$entity',
      displayName: 'Adele Vance',
      mail: 'adele@contoso.example',
    });
    expect(await select('nope')).toMatchObject({
      status: 400,
      json: { error: { code: 'BadRequest', message: expect.stringMatching(/named 'nope'/) } },
    });
    expect((await select('*')).json).toEqual(
      (await client.get(`${emulator.graph}/me`, { authorization })).json,
    );
  });

  test('names odata in its content type', async () => {
    const { headers } = await me((await tokens())['access_token']);
    expect(headers['content-type']).toMatch(/^application\/json;odata\.metadata=minimal;/);
  });

  test.each(['v1.0/users', 'v1.0', 'beta/me', 'v1.0/me/messages', ''])(
    'answers for another path (%s) in its body: 401 without a token, 400 with one',
    async (path) => {
      const url = `${new URL(emulator.graph).origin}/graph/${path}`;
      const innerError = { date: expect.any(String), 'request-id': expect.any(String) };
      expect(await client.get(url)).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': expect.stringMatching(/^Bearer /) },
        json: { error: { code: 'InvalidAuthenticationToken', innerError } },
      });
      const authorization = `Bearer ${String((await tokens())['access_token'])}`;
      expect(await client.get(url, { authorization })).toMatchObject({
        status: 400,
        json: {
          error: { code: 'BadRequest', message: expect.stringMatching(/segment/), innerError },
        },
      });
    },
  );
});

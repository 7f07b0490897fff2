import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { emulatorClient, type EmulatorClient } from '../testing/emulator-client.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
  await emulator.control.person({ does: 'approve' });
});
afterAll(() => emulator.close());

async function tokens(scope?: string) {
  const { device_code } = await client.deviceCode(scope);
  return (await client.poll(device_code)).json;
}
const me = (token: unknown) =>
  client.get(`${emulator.graph}/me`, { authorization: `Bearer ${String(token)}` });

describe('Graph /me', () => {
  test('tells who the token is about', async () => {
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

  test('refuses an expired token', async () => {
    const { access_token } = await tokens();
    await emulator.control.advanceClock(3601);
    expect((await me(access_token)).status).toBe(401);
  });
});

import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { followSignIn, startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { emulatorClient } from '../../testing/emulator-client.ts';
import { waitingApp, type WaitingApp } from '../../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let app: WaitingApp;
beforeEach(async () => {
  emulator = await startIdentityEmulator();
  app = await waitingApp(emulator);
  await emulator.control.user({ does: 'approve' });
});
afterEach(async () => {
  await app.close();
  await emulator.close();
});

async function newCode(more: Record<string, string | undefined> = {}): Promise<string> {
  await followSignIn(app.url(more));
  return app.calls.at(-1)?.received['code'] ?? '';
}

const refused = (code: number) => ({ status: 400, json: { error_codes: [code] } });

describe('an authorization code', () => {
  test('gives tokens with the nonce of its request, and a refresh token', async () => {
    const { status, json } = await app.redeem(await newCode(), { client_info: '1' });
    expect(status).toBe(200);
    expect(decodeJwt(String(json['id_token']))).toMatchObject({
      nonce: 'nonce-1',
      name: 'Adele Vance',
    });
    expect(json).toMatchObject({
      refresh_token: expect.any(String),
      client_info: expect.any(String),
    });
  });

  test('is good once: AADSTS54005', async () => {
    const code = await newCode();
    await app.redeem(code);
    expect(await app.redeem(code)).toMatchObject(refused(54005));
  });

  test('that comes twice takes back what it gave: it is in two hands (RFC 6749 4.1.2)', async () => {
    const code = await newCode();
    const { json } = await app.redeem(code);
    await app.redeem(code);
    const refreshed = await emulatorClient(emulator).refresh(json['refresh_token']);
    expect(refreshed).toMatchObject(refused(50173));
  });

  test('is good once for two at the same time, and they get no more than those one after the other', async () => {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: emulator.clientId,
      code: await newCode(),
      redirect_uri: app.redirectUri,
      code_verifier: app.verifier,
    }).toString();
    const { pathname, host, port } = new URL(emulator.authority);
    const head = `POST ${pathname}/oauth2/v2.0/token HTTP/1.1\r\nHost: ${host}\r\n`;
    const length = `Content-Length: ${body.length}\r\n`;
    const socket = tls.connect({ port: Number(port), host: 'localhost', ca: emulator.ca });
    // In one write: both are under way before either is answered.
    socket.write(`${head}${length}\r\n${body}${head}${length}Connection: close\r\n\r\n${body}`);
    const answers = await text(socket);
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    const [, token] = /"refresh_token":"([^"]+)"/.exec(answers) ?? [];
    expect(await emulatorClient(emulator).refresh(token)).toMatchObject(refused(50173));
  });

  test('lives ten minutes: AADSTS70008', async () => {
    const code = await newCode();
    await emulator.control.advanceClock(601);
    expect(await app.redeem(code)).toMatchObject(refused(70008));
  });

  test('is bound to the redirect URI, port included', async () => {
    const redirect_uri = 'http://localhost:1';
    expect(await app.redeem(await newCode(), { redirect_uri })).toMatchObject(refused(500112));
  });

  test('is bound to its authority', async () => {
    const shared = emulatorClient(emulator, emulator.authorityFor('organizations'));
    const form = {
      grant_type: 'authorization_code',
      client_id: emulator.clientId,
      code: await newCode(),
      redirect_uri: app.redirectUri,
      code_verifier: app.verifier,
    };
    expect(await shared.post('token', form)).toMatchObject(refused(700005));
    const renamed = emulatorClient(emulator, emulator.authorityFor('Contoso.example'));
    expect(await renamed.post('token', form)).toMatchObject({ status: 200 }); // the same tenant
  });

  test('that was never issued is AADSTS70000', async () => {
    expect(await app.redeem('m'.repeat(43))).toMatchObject(refused(70000));
  });
});

describe('RFC 7636', () => {
  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
  ])('refuses %s, and gives no second guess', async (_, form) => {
    const code = await newCode();
    expect(await app.redeem(code, form)).toMatchObject(refused(501481));
    expect(await app.redeem(code)).toMatchObject(refused(54005));
  });

  test('refuses a verifier whose challenge was removed', async () => {
    const code = await newCode({ code_challenge: undefined, code_challenge_method: undefined });
    expect(await app.redeem(code)).toMatchObject(refused(501481));
  });

  test('takes no verifier where none was promised', async () => {
    const code = await newCode({ code_challenge: undefined, code_challenge_method: undefined });
    expect((await app.redeem(code, { code_verifier: '' })).status).toBe(200);
  });

  test('4.3: a challenge without a method is the verifier itself', async () => {
    const code = await newCode({ code_challenge: app.verifier, code_challenge_method: undefined });
    expect((await app.redeem(code)).status).toBe(200);
  });
});

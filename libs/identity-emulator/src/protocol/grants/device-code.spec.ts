import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { emulatorClient, type EmulatorClient, type Form } from '../../testing/emulator-client.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeEach(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
});
afterEach(() => emulator.close());

const pass = (seconds: number) => emulator.control.advanceClock(seconds);

describe('the devicecode endpoint', () => {
  test('answers with the fields of Entra and the complete link of RFC 8628', async () => {
    const code = await client.deviceCode();
    expect(code).toMatchObject({ expires_in: 900, interval: 5 });
    expect(code.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{9}$/);
    expect(code.verification_uri).toBe(`${emulator.pages}/devicelogin`);
    expect(code.verification_uri_complete).toBe(`${code.verification_uri}?otc=${code.user_code}`);
    expect(code.message).toContain(code.user_code);
  });

  test.each([
    ['no client_id', { scope: 'User.Read' }, 900144],
    ['no scope', { client_id: 'ID' }, 900144],
    ['an unknown client', { client_id: 'x', scope: 'User.Read' }, 700016],
    ['a scope that does not exist', { client_id: 'ID', scope: 'Nope.Read' }, 650053],
    ['an unknown web API', { client_id: 'ID', scope: 'api://nope/Read' }, 500011],
    ['a parameter twice', 'client_id=a&client_id=b&scope=User.Read', 9002313],
  ])('refuses %s', async (_, form: Form, code) => {
    const ours = typeof form !== 'string' && form['client_id'] === 'ID';
    const sent = ours ? { ...form, client_id: emulator.clientId } : form;
    const { status, json } = await client.post('devicecode', sent);
    expect(status).toBe(400);
    expect(json['error_codes']).toEqual([code]);
  });

  test('an unknown client on a shared authority is AADSTS50059', async () => {
    const shared = emulatorClient(emulator, emulator.authorityFor('organizations'));
    const { json } = await shared.post('devicecode', { client_id: 'x', scope: 'User.Read' });
    expect(json).toMatchObject({ error: 'invalid_request', error_codes: [50059] });
  });
});

describe('polling', () => {
  test('a pending code is AADSTS70016 in the whole body of Entra', async () => {
    const { device_code } = await client.deviceCode();
    const id = '3f2c1d8e-0a4b-4c6d-9e8f-7a6b5c4d3e2f';
    const { status, json, headers } = await client.poll(device_code, { 'client-request-id': id });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      error: 'authorization_pending',
      error_codes: [70016],
      correlation_id: id,
      error_uri: `${emulator.pages}/error?code=70016`,
    });
    expect(json['error_description']).toMatch(
      /^AADSTS70016: .+\r\nTrace ID: [\da-f-]{36}\r\nCorrelation ID: 3f2c.+\r\nTimestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
    );
    expect(headers['client-request-id']).toBe(id);
  });

  test.each(['device_code', 'urn:ietf:params:oauth:grant-type:device_code'])(
    'takes the grant type %s',
    async (grant_type) => {
      await emulator.control.user({ does: 'approve' });
      const { device_code } = await client.deviceCode();
      expect((await client.poll(device_code, { grant_type })).status).toBe(200);
    },
  );

  test('RFC 8628 3.5: a poll too early is slow_down, and adds five seconds for good', async () => {
    const { device_code } = await client.deviceCode();
    const poll = async () => (await client.poll(device_code)).json['error'];
    expect(await poll()).toBe('authorization_pending'); // the first may come at once
    expect(await poll()).toBe('slow_down');
    await pass(6);
    expect(await poll()).toBe('slow_down'); // 10 s by now
    await pass(15);
    expect(await poll()).toBe('authorization_pending'); // 15 s
    await pass(6);
    expect(await poll()).toBe('slow_down');
  });

  test('a poll that comes too early still gets the tokens once the user has approved', async () => {
    const { device_code } = await client.deviceCode();
    await client.poll(device_code);
    await emulator.control.user({ does: 'approve' });
    expect((await client.poll(device_code)).status).toBe(200);
  });

  test('an approved code gives tokens once, also to two polls at the same time', async () => {
    await emulator.control.user({ does: 'approve' });
    const { device_code } = await client.deviceCode();
    const answers = await Promise.all([client.poll(device_code), client.poll(device_code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await client.poll(device_code)).json['error_codes']).toEqual([54005]);
  });

  test('a declined code is AADSTS700171, authorization_declined', async () => {
    await emulator.control.user({ does: 'decline' });
    const { device_code } = await client.deviceCode();
    const { json } = await client.poll(device_code);
    expect(json).toMatchObject({ error: 'authorization_declined', error_codes: [700171] });
  });

  test('an expired code is AADSTS70020, even when it was approved in time', async () => {
    const { device_code } = await client.deviceCode();
    await emulator.control.user({ does: 'approve' });
    await pass(901);
    const { json } = await client.poll(device_code);
    expect(json).toMatchObject({ error: 'expired_token', error_codes: [70020] });
  });

  test('an unknown code is AADSTS7000014, invalid_grant', async () => {
    const { json } = await client.poll('no-such-code');
    expect(json).toMatchObject({ error: 'invalid_grant', error_codes: [7000014] });
  });

  test('a code is good only under the authority that issued it', async () => {
    await emulator.control.user({ does: 'approve' });
    const { device_code } = await client.deviceCode();
    const other = emulatorClient(emulator, emulator.authorityFor('organizations'));
    expect((await other.poll(device_code)).json['error_codes']).toEqual([7000014]);
    const renamed = emulatorClient(emulator, emulator.authorityFor('Contoso.example'));
    expect((await renamed.poll(device_code)).status).toBe(200); // the same tenant
  });
});

describe('the tokens', () => {
  test('carry the claims of a v2.0 token and echo the scopes as they were asked', async () => {
    await emulator.control.user({ does: 'approve', as: 'bruno@contoso.example' });
    const { device_code } = await client.deviceCode(
      'https://graph.microsoft.com/User.Read openid profile email offline_access',
    );
    const { json } = await client.poll(device_code, { client_info: '1' });
    expect(json['scope']).toBe('https://graph.microsoft.com/User.Read openid profile email');
    const [oid, tid] = [
      'b2c8d4f1-63e5-4a97-8f1c-8d29e3a7b402',
      new URL(emulator.authority).pathname.slice(1),
    ];
    const access = decodeJwt(String(json['access_token']));
    expect(access).toMatchObject({ scp: 'User.Read openid profile email', oid, tid, ver: '2.0' });
    const id = decodeJwt(String(json['id_token']));
    expect(id).toMatchObject({
      aud: emulator.clientId,
      oid,
      tid,
      name: 'Bruno Keller',
      ver: '2.0',
    });
    expect(id.sub).not.toBe(access.sub); // pairwise
    const info = Buffer.from(String(json['client_info']), 'base64url').toString();
    expect(JSON.parse(info)).toEqual({ uid: oid, utid: tid });
  });

  test('come without id_token and refresh token when these were not asked for', async () => {
    await emulator.control.user({ does: 'approve' });
    const { device_code } = await client.deviceCode('User.Read');
    const { json } = await client.poll(device_code);
    expect(Object.keys(json).sort()).toEqual(
      ['access_token', 'expires_in', 'ext_expires_in', 'scope', 'token_type'].sort(),
    );
  });
});

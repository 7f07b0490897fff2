import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  aadstsTable,
  startIdentityEmulator,
  type IdentityEmulator,
  type Fault,
} from '../../index.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

const inject = (fault: Fault) => emulator.control.fault(fault);
const ask = () => client.post('devicecode', { client_id: emulator.clientId, scope: 'User.Read' });

describe('faults', () => {
  test.each([
    ['AADSTS50059', 400, 'invalid_request'],
    ['50076', 400, 'interaction_required'],
    ['AADSTS7000218', 401, 'invalid_client'],
    ['AADSTS90033', 503, 'temporarily_unavailable'],
    ['AADSTS90055', 429, 'temporarily_unavailable'],
    ['AADSTS65001', 400, 'invalid_grant'],
    ['AADSTS123456', 400, 'invalid_grant'],
  ])('inject %s with the status and word of Entra', async (aadsts, status, error) => {
    await inject({ at: 'devicecode', answer: { aadsts } });
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error, error_codes: [Number(aadsts.replace(/\D/g, ''))] });
    expect(answer.json['error_description']).toMatch(
      /^AADSTS\d+: .+ \(scenario of the local emulator\)\r\nTrace ID: /,
    );
  });

  test.each([
    ['AADSTS50011', /redirect URI 'http:\/\/x' .* application 'c'/],
    ['AADSTS700016', /identifier 'c' was not found in the directory '5f3c8a52-/],
    ['AADSTS90002', /Tenant '5f3c8a52-/],
    ['AADSTS70003', /grant type 'g'/],
    ['AADSTS900144', /parameter: 'unknown'/],
  ])('fill %s with what the request says', async (aadsts, text) => {
    await inject({ at: 'token', name: 'this', answer: { aadsts } });
    const form = { client_id: 'c', redirect_uri: 'http://x', grant_type: 'g' };
    expect((await client.post('token', form)).json['error_description']).toMatch(text);
  });

  test('leave no placeholder of any number empty', async () => {
    for (const [code, { text }] of Object.entries(aadstsTable)) {
      await inject({ at: 'token', name: 'this', answer: { aadsts: code } });
      const said = String((await client.post('token', {})).json['error_description']);
      expect({ code, text, said }).not.toMatchObject({ said: expect.stringMatching(/''|\{\d\}/) });
    }
  });

  test('a second factor comes with a claims challenge', async () => {
    await inject({ at: 'devicecode', answer: { aadsts: '50076' } });
    const { json } = await ask();
    expect(json['suberror']).toBe('basic_action');
    expect(JSON.parse(String(json['claims']))).toHaveProperty('access_token.capolids');
  });

  test.each([
    ['slow_down', []],
    ['expired_token', [70020]],
    ['authorization_declined', [700171]],
    ['made_up', []],
  ])('inject the word %s, with its number where Entra has one', async (oauth, codes) => {
    await inject({ at: 'token', grant: 'device_code', answer: { oauth } });
    expect((await client.poll('x')).json).toMatchObject({ error: oauth, error_codes: codes });
  });

  test('send any answer: status, headers and body', async () => {
    const answer = { status: 429, headers: { 'retry-after': '7' }, body: 'Too many requests.' };
    await inject({ at: 'devicecode', answer });
    const { status, headers, body } = await ask();
    expect({ status, body }).toEqual({ status: 429, body: 'Too many requests.' });
    expect(headers).toMatchObject({
      'retry-after': '7',
      'content-type': expect.stringMatching(/^text\/plain/),
    });
  });

  test('count: pass some, answer some, then get out of the way', async () => {
    await inject({ at: 'devicecode', after: 1, times: 2, answer: { status: 503 } });
    const statuses = [await ask(), await ask(), await ask(), await ask()].map((a) => a.status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  test('apply to one grant, by either of its names', async () => {
    await inject({ at: 'token', grant: 'device_code', answer: { status: 502 } });
    expect((await client.poll('x')).status).toBe(502);
    expect((await client.poll('x', { grant_type: 'device_code' })).status).toBe(502);
    expect((await client.refresh('x')).status).toBe(400);
  });

  test('replace and remove fields of the true answer', async () => {
    const merge = { interval: undefined, expires_in: 1, verification_uri: 'http://[' };
    await inject({ at: 'devicecode', answer: { merge } });
    const { status, json } = await ask();
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('interval');
    expect(json).toMatchObject({ expires_in: 1, verification_uri: 'http://[' });
  });

  test('cut the JSON of the true answer in half', async () => {
    await inject({ at: 'discovery', answer: { truncate: true } });
    const url = `${emulator.authority}/v2.0/.well-known/openid-configuration`;
    await expect(client.get(url)).rejects.toThrow(SyntaxError);
  });

  test('drop the connection, before anything is done', async () => {
    await emulator.control.user({ does: 'approve' });
    const { device_code } = await client.deviceCode();
    await inject({ at: 'token', times: 1, answer: { drop: true } });
    await expect(client.poll(device_code)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await client.poll(device_code)).status).toBe(200);
  });

  test('delay the true answer', async () => {
    await inject({ at: 'devicecode', answer: { delayMs: 120 } });
    const start = performance.now();
    expect((await ask()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(115);
  });

  test('can be taken back by name, one at a time', async () => {
    await inject({ at: 'devicecode', name: 'a', answer: { status: 502 } });
    await inject({ at: 'devicecode', name: 'b', answer: { status: 503 } });
    await emulator.control.withdraw('a');
    expect((await ask()).status).toBe(503);
    await emulator.control.withdraw('b');
    expect((await ask()).status).toBe(200);
  });

  test.each([
    [{ at: 'nowhere', answer: { hang: true } }, /'at' must be one of/],
    [{ at: 'token', answer: {} }, /exactly one of/],
    [{ at: 'token', answer: { hang: true, drop: true } }, /exactly one of/],
    [{ at: 'token', answer: { aadsts: 'x' } }, /such as AADSTS50059/],
    [{ at: 'token', answer: { aadsts: 'AADSTS5059' } }, /such as AADSTS50059: .* five to seven/],
    [{ at: 'token', answer: { aadsts: '7000021' + '8'.repeat(2) } }, /such as AADSTS7000218/],
    [{ at: 'token', answer: { status: 99 } }, /from 200 to 599/],
    [{ at: 'token', answer: { status: 200, headers: { 'a b': 'c' } } }, /HTTP cannot carry/],
    [{ at: 'token', answer: { status: 200, headers: { a: 'b\r\nc: d' } } }, /HTTP cannot carry/],
    [{ at: 'token', times: 0, answer: { hang: true } }, /'times' must be/],
    [{ at: 'token', tiems: 1, answer: { hang: true } }, /no field 'tiems'/],
    [null, /must be an object/],
  ])('that make no sense are refused with a reason: %j', async (fault, reason) => {
    await expect(inject(fault as never)).rejects.toThrow(reason);
  });
});

describe('a hung request', () => {
  test('ends when the emulator closes, at once', async () => {
    const own = await startIdentityEmulator();
    await own.control.fault({ at: 'discovery', answer: { hang: true } });
    const hung = emulatorClient(own).get(`${own.authority}/v2.0/.well-known/openid-configuration`);
    const ended = expect(hung).rejects.toThrow(/socket hang up|ECONNRESET/);
    while ((await own.control.exchanges()).length === 0) await new Promise(setImmediate);
    expect((await own.control.exchanges())[0]).toMatchObject({ endpoint: 'discovery', status: 0 });
    await own.close();
    await ended;
  });
});

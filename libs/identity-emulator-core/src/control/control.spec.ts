import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  connectToControl,
  holdEmulator,
  startIdentityEmulator,
  type EmulatorControl,
  type Exchange,
  type IdentityEmulator,
} from '../index.ts';
import { emulatorClient, type EmulatorClient } from '../testing/emulator-client.ts';
import { request } from '../testing/request.ts';

const holdsSeen: number[] = [];
let emulator: IdentityEmulator;
let client: EmulatorClient;
let control: EmulatorControl;
beforeAll(async () => {
  emulator = await startIdentityEmulator({
    installation: 'this-one',
    onHolds: (open) => holdsSeen.push(open),
  });
  client = emulatorClient(emulator);
  control = connectToControl({ url: emulator.controlUrl, secret: emulator.controlSecret });
});
afterAll(() => emulator.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  request(`${emulator.controlUrl}${path}`, { headers });

describe('the control API', () => {
  test('does what the control in process does', async () => {
    await control.person({ does: 'approve' });
    const { device_code } = await client.deviceCode();
    expect((await client.poll(device_code)).status).toBe(200);
    await control.inject({ at: 'devicecode', name: 'n', answer: { status: 503 } });
    expect((await client.post('devicecode', {})).status).toBe(503);
    await control.withdraw('n');
    await control.reset();
    const waiting = await client.deviceCode();
    expect((await client.poll(waiting.device_code)).json['error']).toBe('authorization_pending');
    await control.advanceClock(901);
    expect((await client.poll(waiting.device_code)).json['error']).toBe('expired_token');
    expect(await control.exchanges()).toEqual(await emulator.control.exchanges());
  });

  test('tells what clients asked, and none of their secrets', async () => {
    const { json } = await client.refresh('very-secret-token', {
      password: 'very-secret-password',
    });
    const exchanges = await control.exchanges();
    expect(exchanges.at(-1)).toEqual({
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      endpoint: 'token',
      method: 'POST',
      path: `${new URL(emulator.authority).pathname}/oauth2/v2.0/token`,
      status: 400,
      grantType: 'refresh_token',
      error: 'invalid_grant',
      clientId: emulator.clientId,
      correlationId: json['correlation_id'],
    });
    expect(JSON.stringify(exchanges)).not.toMatch(/very-secret/);
  });

  test('refuses nonsense with the reason', async () => {
    await expect(control.person({ does: 'dance' as 'approve' })).rejects.toThrow(/'does' must be/);
    await expect(control.advanceClock(-1)).rejects.toThrow(/only be moved ahead/);
    await expect(control.advanceClock(NaN)).rejects.toThrow(/only be moved ahead/);
  });

  test('says who it is to anybody, and nothing else without the secret', async () => {
    expect(JSON.parse((await ask('/health')).body)).toEqual({
      name: 'identity-emulator',
      installation: 'this-one',
      pid: process.pid,
      ready: true,
    });
    for (const path of ['/exchanges', '/hold', '/nowhere']) {
      expect((await ask(path)).status).toBe(401);
      expect((await ask(path, { 'x-emulator-secret': 'wrong' })).status).toBe(401);
    }
  });

  test('does not answer web pages, or another Host', async () => {
    const secret = { 'x-emulator-secret': emulator.controlSecret };
    expect((await ask('/health', { origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask('/exchanges', { ...secret, origin: 'null' })).status).toBe(403);
    expect((await ask('/health', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask('/health', { host: 'evil.example' })).status).toBe(421);
  });

  test('an emulator that is not there is a message for people', async () => {
    const gone = connectToControl({ url: 'http://127.0.0.1:1', secret: 'x' });
    await expect(gone.exchanges()).rejects.toThrow(/control at .* cannot be reached/);
    const wrong = connectToControl({ url: emulator.controlUrl, secret: 'x' });
    await expect(wrong.reset()).rejects.toThrow(/x-emulator-secret is missing or wrong/);
  });
});

describe('a hold', () => {
  test('is counted while it is open, and tells of exchanges as they happen', async () => {
    const seen: Exchange[] = [];
    let arrived = (): void => {};
    const first = new Promise<void>((resolve) => (arrived = resolve));
    const address = { url: emulator.controlUrl, secret: emulator.controlSecret };
    const hold = await holdEmulator(address, (exchange) => {
      seen.push(exchange);
      arrived();
    });
    await client.refresh('x');
    await first;
    expect(seen).toMatchObject([{ endpoint: 'token', error: 'invalid_grant' }]);
    hold.release();
    await hold.ended;
    while (holdsSeen.length < 2) await new Promise(setImmediate);
    expect(holdsSeen).toEqual([1, 0]);
  });
});

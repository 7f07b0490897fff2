import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  connectToControl,
  holdEmulator,
  startIdentityEmulator,
  type EmulatorControl,
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
    onLeases: (open) => holdsSeen.push(open),
  });
  client = emulatorClient(emulator);
  control = connectToControl({ url: emulator.controlUrl, secret: emulator.controlSecret });
});
afterAll(() => emulator.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  request(`${emulator.controlUrl}${path}`, { headers });

describe('the control API', () => {
  test('does what the control in process does', async () => {
    await control.user({ does: 'approve' });
    const { device_code } = await client.deviceCode();
    expect((await client.poll(device_code)).status).toBe(200);
    await control.fault({ at: 'devicecode', name: 'n', answer: { status: 503 } });
    expect((await client.post('devicecode', {})).status).toBe(503);
    await control.withdraw('n');
    await control.play('shared-authority');
    expect((await client.post('devicecode', {})).json).toMatchObject({ error_codes: [90133] });
    await control.reset();
    const waiting = await client.deviceCode();
    expect((await client.poll(waiting.device_code)).json['error']).toBe('authorization_pending');
    await control.advanceClock(901);
    expect((await client.poll(waiting.device_code)).json['error']).toBe('expired_token');
    expect(await control.exchanges()).toEqual(await emulator.control.exchanges());
  });

  test('lists what clients asked, and none of their secrets', async () => {
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
    await expect(control.user({ does: 'dance' as 'approve' })).rejects.toThrow(/'does' must be/);
    await expect(control.play('nope')).rejects.toThrow(/There is no scenario "nope"/);
    await expect(control.play('hang', 1 as never)).rejects.toThrow(/'label' must be text/);
    await expect(control.advanceClock(-1)).rejects.toThrow(/only be moved ahead/);
    await expect(control.advanceClock(NaN)).rejects.toThrow(/only be moved ahead/);
    await control.advanceClock(1);
    await expect(control.advanceClock(100 * 366 * 24 * 3600)).rejects.toThrow(
      /years at most, in all/,
    );
  });

  test('states its name to any client, and nothing else without the secret', async () => {
    expect(JSON.parse((await ask('/health')).body)).toEqual({
      name: 'identity-emulator',
      installation: 'this-one',
      pid: process.pid,
      ready: true,
    });
    for (const path of ['/exchanges', '/hold', '/trace', '/scenarios', '/nowhere']) {
      expect((await ask(path)).status).toBe(401);
      expect((await ask(path, { 'x-emulator-secret': 'wrong' })).status).toBe(401);
    }
  });

  test('lists the scenarios that can be played', async () => {
    const secret = { 'x-emulator-secret': emulator.controlSecret };
    const scenarios = JSON.parse((await ask('/scenarios', secret)).body) as { name: string }[];
    expect(scenarios.map(({ name }) => name)).toContain('throttled');
  });

  test('refuses a body that is long, packed or not JSON', async () => {
    const post = (body: string, more: Record<string, string> = {}) =>
      request(`${emulator.controlUrl}/user`, {
        method: 'POST',
        body,
        headers: {
          'x-emulator-secret': emulator.controlSecret,
          'content-type': 'application/json',
          ...more,
        },
      });
    expect((await post(`"${'x'.repeat(1_100_000)}"`)).status).toBe(413);
    expect((await post('x', { 'content-encoding': 'gzip' })).status).toBe(415);
    const broken = await post('{"does":');
    expect(broken.status).toBe(400);
    expect(JSON.parse(broken.body)).toEqual({ error: expect.stringMatching(/JSON/) });
    expect(broken.body).not.toMatch(/node_modules|\n {4}at /);
  });

  test('does not answer web pages, or another Host', async () => {
    const secret = { 'x-emulator-secret': emulator.controlSecret };
    expect((await ask('/health', { origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask('/exchanges', { ...secret, origin: 'null' })).status).toBe(403);
    expect((await ask('/health', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask('/health', { host: 'evil.example' })).status).toBe(421);
  });

  test('an emulator that is not there is a message for users', async () => {
    const gone = connectToControl({ url: 'http://127.0.0.1:1', secret: 'x' });
    await expect(gone.exchanges()).rejects.toThrow(/control at .* cannot be reached/);
    const wrong = connectToControl({ url: emulator.controlUrl, secret: 'x' });
    await expect(wrong.reset()).rejects.toThrow(/x-emulator-secret is missing or wrong/);
  });
});

describe('a lease', () => {
  test('is counted while it is open', async () => {
    const hold = await holdEmulator({
      url: emulator.controlUrl,
      secret: emulator.controlSecret,
    });
    hold.release();
    await hold.ended;
    while (holdsSeen.length < 2) await new Promise(setImmediate);
    expect(holdsSeen).toEqual([1, 0]);
  });

  test('plays its scenario while it is open and no longer, however many others are open', async () => {
    const address = { url: emulator.controlUrl, secret: emulator.controlSecret };
    const [own, other, third] = await Promise.all([
      holdEmulator(address, { scenario: 'throttled' }),
      holdEmulator(address, { scenario: 'throttled' }),
      holdEmulator(address),
    ]);
    const status = async () => (await client.refresh('x')).status;
    own.release();
    await own.ended;
    expect(await status()).toBe(429);
    other.release();
    while ((await status()) === 429) await new Promise(setImmediate);
    third.release();
  });

  test('of a scenario that is none is refused with the nearest', async () => {
    const address = { url: emulator.controlUrl, secret: emulator.controlSecret };
    await expect(holdEmulator(address, { scenario: 'AADSTS5059' })).rejects.toThrow(
      /refused: There is no scenario "AADSTS5059"\. Did you mean AADSTS50059\?/,
    );
  });
});

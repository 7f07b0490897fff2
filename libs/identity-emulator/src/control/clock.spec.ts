import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { emulatorClient, type EmulatorClient } from '../testing/emulator-client.ts';
import { PlainBrowser } from '../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
let app: WaitingApp;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
  app = await waitingApp(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const day = 24 * 3600;
const near = (milliseconds: number) => Math.abs(milliseconds - Date.now()) < 60_000;

async function signedIn(at = client) {
  await emulator.control.user({ does: 'approve' });
  const { device_code } = await at.deviceCode();
  return (await at.poll(device_code)).json;
}

describe('the clock', () => {
  test('comes back by reset, and tokens are of now again', async () => {
    const { refresh_token } = await signedIn();
    await emulator.control.advanceClock(day);
    const ahead = await client.refresh(refresh_token);
    expect(near(Number(decodeJwt(String(ahead.json['access_token'])).iat) * 1000)).toBe(false);
    await emulator.control.reset();
    const { status, json } = await client.refresh(ahead.json['refresh_token']);
    expect(status).toBe(200);
    expect(near(Number(decodeJwt(String(json['access_token'])).iat) * 1000)).toBe(true);
    expect(near(Number(decodeJwt(String(json['id_token']))['auth_time']) * 1000)).toBe(true);
  });

  test('comes back by what a withdrawn scenario moved it, and no further', async () => {
    await emulator.control.play('clock-skew', 'mine');
    await emulator.control.advanceClock(day);
    await emulator.control.withdraw('mine');
    await client.refresh('x');
    const { at = '' } = (await emulator.control.exchanges()).at(-1) ?? {};
    expect(near(Date.parse(at) - day * 1000)).toBe(true);
  });

  test('leaves no grant that ends later than one of now', async () => {
    await emulator.control.advanceClock(200 * day);
    const { refresh_token } = await signedIn();
    const { device_code } = await client.deviceCode();
    await emulator.control.reset();
    await emulator.control.advanceClock(901);
    expect((await client.poll(device_code)).json['error']).toBe('expired_token');
    await emulator.control.advanceClock(90 * day);
    expect((await client.refresh(refresh_token)).json['error_codes']).toEqual([700082]);
  });

  test('lets a device that polled in the future poll on', async () => {
    const { device_code } = await client.deviceCode();
    await emulator.control.advanceClock(600);
    expect((await client.poll(device_code)).json['error']).toBe('authorization_pending');
    await emulator.control.reset();
    expect((await client.poll(device_code)).json['error']).toBe('authorization_pending');
  });

  test('lets an account that was locked in the future sign in a minute later', async () => {
    const browser = new PlainBrowser();
    await emulator.control.advanceClock(day);
    await browser.open(app.url());
    await browser.send({ username: 'bruno@contoso.example' });
    for (let attempt = 0; attempt < 11; attempt += 1) await browser.send({ password: 'wrong' });
    expect(browser.page.status).toBe(429);
    await emulator.control.reset();
    await browser.send({ password: 'Password-of-Bruno-1' });
    expect(browser.page.heading).toBe('Stay signed in?');
  });

  test('an access token of the future is refused, and Graph says why', async () => {
    await emulator.control.advanceClock(day);
    const { access_token } = await signedIn();
    await emulator.control.reset();
    const authorization = `Bearer ${String(access_token)}`;
    const { status, json } = await client.get(`${emulator.graph}/me`, { authorization });
    expect(status).toBe(401);
    expect(json).toMatchObject({
      error: { message: expect.stringMatching(/not valid yet.*clock.*went back.*sign out/) },
    });
  });
});

test('what an emulator kept whose clock was ahead is of now after a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'clock-'));
  try {
    const before = await startIdentityEmulator({ dataDir });
    await before.control.advanceClock(200 * day);
    await before.control.user({ does: 'approve' });
    const { device_code } = await emulatorClient(before).deviceCode();
    const { json } = await emulatorClient(before).poll(device_code);
    await before.close();
    await using after = await startIdentityEmulator({ dataDir });
    await after.control.advanceClock(90 * day);
    const refreshed = await emulatorClient(after).refresh(json['refresh_token']);
    expect(refreshed.json['error_codes']).toEqual([700082]);
  } finally {
    await rm(dataDir, { recursive: true });
  }
});

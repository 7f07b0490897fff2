import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, scenarios, type IdentityEmulator } from '../../index.ts';
import { checkFault } from '../faults/check-fault.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';
import { waitingApp, type WaitingApp } from '../../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

async function signedIn() {
  await emulator.control.user({ does: 'approve' });
  const { device_code } = await client.deviceCode();
  return (await client.poll(device_code)).json['refresh_token'];
}

describe('the catalogue', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s says in both languages what happens and what a good client does',
    (_, { en, ko, steps }) => {
      expect(steps.length).toBeGreaterThan(0);
      for (const step of steps) if ('inject' in step) checkFault(step.inject);
      for (const text of [en.happens, en.client]) expect(text).toMatch(/^[A-Z].*\.$/);
      for (const text of Object.values(ko)) expect(text).toMatch(/[가-힣]/);
      expect([en.title, en.happens, en.client].join()).not.toMatch(/[가-힣]/);
    },
  );

  test('a scenario plays until it is withdrawn', async () => {
    const token = await signedIn();
    await emulator.control.play('refresh-token-revoked');
    expect((await client.refresh(token)).json).toMatchObject({ error_codes: [50173] });
    await emulator.control.withdraw('refresh-token-revoked');
    expect((await client.refresh(token)).status).toBe(200);
  });

  test('a scenario under its own label leaves the same scenario under another label alone', async () => {
    await emulator.control.play('throttled');
    await emulator.control.play('throttled', 'mine');
    await emulator.control.withdraw('mine');
    expect((await client.refresh('x')).status).toBe(429);
  });

  test('a scenario disturbs each endpoint that it names', async () => {
    await emulator.control.play('outage');
    const { graph, authority } = emulator;
    const discovery = await client.get(`${authority}/v2.0/.well-known/openid-configuration`);
    const api = await client.get(`${graph}/me`);
    const code = await client.post('devicecode', {});
    expect([discovery, api, code].map(({ status }) => status)).toEqual([502, 502, 502]);
  });

  test('any AADSTS number is a scenario', async () => {
    await emulator.control.play('aadsts50059');
    expect((await client.post('devicecode', {})).json).toMatchObject({ error_codes: [50059] });
  });

  test('an unknown scenario is refused, with the names that there are', async () => {
    await expect(emulator.control.play('nope')).rejects.toThrow(
      /There is no scenario "nope"\. .*throttled/,
    );
    await expect(startIdentityEmulator({ scenarios: ['nope'] })).rejects.toThrow(
      /no scenario "nope"/,
    );
  });

  test('sessions-ended ends all sessions, and lets users sign in again', async () => {
    const token = await signedIn();
    await emulator.control.play('sessions-ended');
    expect((await client.refresh(token)).json).toMatchObject({ error_codes: [50173] });
    expect((await client.refresh(await signedIn())).status).toBe(200);
  });

  test('an emulator can start with scenarios and faults', async () => {
    await using own = await startIdentityEmulator({
      scenarios: ['clock-skew'],
      faults: [{ at: 'devicecode', answer: { status: 418 } }],
    });
    const { headers } = await emulatorClient(own).post('devicecode', {});
    expect((await own.control.exchanges())[0]?.status).toBe(418);
    const ahead = Date.parse((await own.control.exchanges())[0]?.at ?? '') - Date.now();
    expect(ahead).toBeGreaterThan(590_000);
    expect(headers['content-type']).toMatch(/^text\/plain/);
  });
});

describe('a fault at the authorize endpoint', () => {
  let app: WaitingApp;
  beforeAll(async () => {
    app = await waitingApp(emulator);
  });
  afterAll(() => app.close());

  test('sends the error to the app, with its state', async () => {
    await emulator.control.fault({ at: 'authorize', answer: { aadsts: 'AADSTS65001' } });
    const { headers } = await app.open();
    const { searchParams } = new URL(headers.location ?? '');
    expect(searchParams.get('error')).toBe('consent_required');
    expect(searchParams.get('error_description')).toMatch(/^AADSTS65001: .*scenario of the local/);
    expect(searchParams.get('state')).toBe('state & <more>');
  });

  test('stays on the page where Entra sends the app nothing', async () => {
    await emulator.control.play('redirect-mismatch');
    const { status, body } = await app.open();
    expect(status).toBe(400);
    expect(body).toContain('AADSTS50011');
    expect(body).toContain(`redirect URI &#39;${app.redirectUri}&#39;`);
    expect(body).toContain(`application &#39;${emulator.clientId}&#39;`);
    expect((await emulator.control.exchanges()).at(-1)).toMatchObject({
      endpoint: 'authorize',
      status: 400,
      error: 'invalid_request',
      clientId: emulator.clientId,
    });
  });

  test.each([
    [{ status: 502 }, 502],
    [{ drop: true } as const, 0],
  ])('is in the trace with the status that it gave: %j', async (answer, status) => {
    await emulator.control.fault({ at: 'authorize', answer });
    await app.open().catch(() => {});
    expect((await emulator.control.exchanges()).at(-1)).toMatchObject({
      endpoint: 'authorize',
      status,
    });
  });

  test('sends any answer, or breaks the connection, or continues a little later', async () => {
    await emulator.control.fault({ at: 'authorize', times: 1, answer: { status: 502 } });
    await emulator.control.fault({ at: 'authorize', times: 1, answer: { drop: true } });
    await emulator.control.fault({ at: 'authorize', times: 1, answer: { delayMs: 1 } });
    expect((await app.open()).status).toBe(502);
    await expect(app.open()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await app.open()).headers.location).toMatch(/^\/signin\/username/);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { type IdentityEmulator, startIdentityEmulator, type TraceStep } from '../../index.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';
import { PlainBrowser } from '../../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
let app: WaitingApp;
let seen: TraceStep[];
let stop: AbortController;
let browser: PlainBrowser;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0 } });
  client = emulatorClient(emulator);
  app = await waitingApp(emulator);
});
beforeEach(() => {
  [seen, stop, browser] = [[], new AbortController(), new PlainBrowser()];
  const steps = emulator.control.steps(stop.signal);
  void (async () => {
    for await (const step of steps) seen.push(step);
  })();
});
afterEach(async () => {
  stop.abort();
  app.calls.splice(0);
  await emulator.control.reset();
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const told = () => seen.map(({ kind, from, to }) => `${kind}: ${from} → ${to}`);
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const received = () => app.calls.at(-1)?.received ?? {};

/** Each step but the first is caused by an earlier one. */
function expectCauses(): void {
  for (const { order, causedBy } of seen.slice(1)) {
    expect(causedBy).toBeLessThan(order);
    expect(seen.map((step) => step.order)).toContain(causedBy);
  }
}

describe('the scripted user walks the pages', () => {
  test('with a device code, after the device has it', async () => {
    await emulator.control.user({ does: 'approve', as: 'otto@contoso.example' });
    const { device_code, user_code } = await client.deviceCode();
    expect((await client.poll(device_code)).status).toBe(200);
    await settled();
    expect(told()).toEqual([
      'device-code: app → authority',
      'page: authority → browser',
      'code-typed: user → authority',
      'page: authority → browser',
      'account: user → authority',
      'page: authority → browser',
      'password: user → authority',
      'page: authority → browser',
      'mfa: user → authority',
      'page: authority → browser',
      'confirm: user → authority',
      'page: authority → browser',
      'poll: app → authority',
    ]);
    const screens = seen.flatMap(({ screen }) => screen ?? []);
    expect(screens.at(-1)?.title).toBe('You are signed in');
    const text = JSON.stringify(seen);
    for (const secret of [device_code, 'Password-of-Otto-1', 'type=\\"hidden\\"', '<script'])
      expect(text).not.toContain(secret);
    expect(seen[2]?.parameters).toEqual({ code: '[9 chars]' });
    expect(JSON.stringify(seen.map(({ screen: _, ...rest }) => rest))).not.toContain(user_code);
  });

  test('of an app that sends the browser, and the browser is signed in afterwards', async () => {
    await emulator.control.user({ does: 'approve', as: 'bruno@contoso.example', times: 1 });
    const correlation = '3c1e5a7f-2b4d-4f60-9a8b-7c6d5e4f3a2b';
    await browser.open(app.url({ 'client-request-id': correlation }));
    const { json } = await app.redeem(received()['code'] ?? '');
    expect(decodeJwt(String(json['access_token']))['preferred_username']).toBe(
      'bruno@contoso.example',
    );
    await settled();
    expect(told()).toEqual([
      'authorize: browser → authority',
      'page: authority → browser',
      'account: user → authority',
      'page: authority → browser',
      'password: user → authority',
      'page: authority → browser',
      'stay: user → authority',
      'redirect: authority → app',
      'redeem-code: app → authority',
    ]);
    expectCauses();
    expect(seen[0]).toMatchObject({
      correlationId: correlation,
      parameters: { response_type: 'code' },
    });
    expect(seen[7]?.answer).toMatchObject({ code: '[43 chars]' });
    await browser.open(app.url({ prompt: 'none' }));
    expect(received()).toHaveProperty('code');
  });

  test('to the AD FS and back', async () => {
    await emulator.control.user({ does: 'approve', as: 'frida@adatum.example' });
    await browser.open(app.url());
    await settled();
    expect(told().filter((step) => !step.startsWith('page'))).toEqual([
      'authorize: browser → authority',
      'account: user → authority',
      'password: user → adfs',
      'assertion: browser → authority',
      'stay: user → authority',
      'redirect: authority → app',
    ]);
    expect(received()).toHaveProperty('code');
  });

  test('as the user whom the app hints at, unless the rule names one', async () => {
    await emulator.control.user({ does: 'approve' });
    await browser.open(app.url({ login_hint: 'bruno@contoso.example' }));
    await settled();
    expect(told().slice(0, 3)).toEqual([
      'authorize: browser → authority',
      'page: authority → browser',
      'password: user → authority',
    ]);
    expect(seen.at(-1)).toMatchObject({ kind: 'redirect', username: 'bruno@contoso.example' });
    await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
    await browser.open(app.url({ login_hint: 'bruno@contoso.example', prompt: 'login' }));
    await settled();
    expect(seen.at(-1)).toMatchObject({ kind: 'redirect', username: 'adele@contoso.example' });
  });

  test('and tells where one lets them go no further', async () => {
    await emulator.control.user({ does: 'approve', as: 'lena@contoso.example' });
    await browser.open(app.url());
    await settled();
    const [page, back] = seen.slice(-2);
    expect(page).toMatchObject({ kind: 'page', code: 'AADSTS50053', status: 400 });
    expect(back).toMatchObject({ kind: 'redirect', error: expect.any(String) });
    expect(received()['error_description']).toMatch(/^AADSTS50053: /);
  });

  test('with an expired password, and leaves the directory as it was', async () => {
    await emulator.control.user({ does: 'approve', as: 'emil@contoso.example' });
    for (let run = 0; run < 2; run += 1) {
      await new PlainBrowser().open(app.url());
      expect(received()).toHaveProperty('code');
    }
    await settled();
    expect(told().filter((step) => step.startsWith('new-password'))).toHaveLength(2);
  });

  test('in the language of the rule', async () => {
    await emulator.control.user({ does: 'approve', as: 'adele@contoso.example', language: 'ko' });
    const { device_code } = await client.deviceCode();
    expect((await client.poll(device_code)).status).toBe(200);
    await browser.open(app.url());
    await settled();
    const titles = seen.flatMap(({ screen }) => screen?.title ?? []);
    expect(titles.length).toBeGreaterThan(6);
    for (const title of titles) expect(title).toMatch(/[가-힣]/);
  });

  test('and cancels on the page that asks whether they started it', async () => {
    await emulator.control.user({ does: 'decline', as: 'adele@contoso.example' });
    const { device_code } = await client.deviceCode();
    while (!seen.some(({ kind }) => kind === 'cancel')) await settled();
    expect(told().slice(-2)).toEqual(['cancel: user → authority', 'page: authority → browser']);
    expect(told()).not.toContain('confirm: user → authority');
    expect((await client.poll(device_code)).json['error']).toBe('authorization_declined');
  });

  test('at the pace of the rule, and leaves at a reset', async () => {
    await emulator.control.user({ does: 'approve', stepMs: 20 });
    const slow = await client.deviceCode();
    expect((await client.poll(slow.device_code)).json['error']).toBe('authorization_pending');
    while ((await client.poll(slow.device_code)).status !== 200) await settled();
    const [issued, ...rest] = seen.filter(({ kind }) => kind !== 'poll' && kind !== 'page');
    // Four pages with a question: the code, the user name, the password, and whether it was them.
    expect((rest.at(-1)?.startedAt ?? 0) - (issued?.startedAt ?? 0)).toBeGreaterThanOrEqual(75);
    const left = await client.deviceCode();
    const passwords = () => seen.filter(({ kind }) => kind === 'password').length;
    while (passwords() < 2) await settled();
    await emulator.control.reset();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await client.poll(left.device_code)).json['error']).toBe('authorization_pending');
    expect(seen.filter(({ kind }) => kind === 'confirm')).toHaveLength(1);
  });

  test('a user at a browser is told in the same way', async () => {
    await browser.open(app.url());
    await browser.signIn('adele');
    await browser.send({ answer: 'no' });
    await settled();
    expect(told()).toEqual([
      'authorize: browser → authority',
      'page: authority → browser',
      'account: user → authority',
      'page: authority → browser',
      'password: user → authority',
      'page: authority → browser',
      'stay: user → authority',
      'redirect: authority → app',
    ]);
  });
});

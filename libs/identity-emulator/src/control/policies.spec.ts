import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  connectToControl,
  defaultDirectory,
  type EmulatorControl,
  type IdentityEmulator,
  startIdentityEmulator,
} from '../index.ts';
import { emulatorClient, type EmulatorClient } from '../testing/emulator-client.ts';
import { PlainBrowser } from '../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
let app: WaitingApp;
let remote: EmulatorControl;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0 } });
  client = emulatorClient(emulator);
  app = await waitingApp(emulator);
  remote = connectToControl({ url: emulator.controlUrl, secret: emulator.controlSecret });
});
afterEach(() => emulator.control.reset());
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const change = (...changes: Parameters<EmulatorControl['policies']['change']>) =>
  emulator.control.policies.change(...changes);
const received = () => app.calls.at(-1)?.received ?? {};

async function signedIn(scope?: string) {
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
  const { device_code } = await client.deviceCode(scope);
  return (await client.poll(device_code)).json;
}

describe('policies that change while the emulator runs', () => {
  test.each(['in process', 'over HTTP'])('are listed and switched, %s', async (where) => {
    const { policies } = where === 'in process' ? emulator.control : remote;
    const ids = (await policies.list()).map(({ id, on }) => `${id} ${on ? 'on' : 'off'}`);
    expect(ids).toEqual([
      'no-device-code-for-felix on',
      'a-second-factor-for-orders on',
      'a-second-factor-for-what-changes-orders on',
      'block-device-code off',
      'require-mfa off',
      'require-compliant-device off',
    ]);
    await policies.change({ id: 'block-device-code', on: true });
    expect(await signedIn()).toMatchObject({ error: 'invalid_grant', error_codes: [53003] });
    await policies.change({ id: 'block-device-code', on: false });
    expect(await signedIn()).toHaveProperty('access_token');
  });

  test('ask for a second factor at the next refresh, and a new sign-in passes', async () => {
    const { refresh_token } = await signedIn();
    await change({ id: 'require-mfa', on: true });
    expect((await client.refresh(refresh_token)).json['error_codes']).toEqual([50079]);
    const { refresh_token: proven } = await signedIn();
    expect((await client.refresh(proven)).status).toBe(200);
  });

  test('are those of another emulator only there', async () => {
    await using other = await startIdentityEmulator();
    await change({ id: 'require-mfa', on: true });
    const here = await other.control.policies.list();
    expect(here.find(({ id }) => id === 'require-mfa')?.on).toBe(false);
  });

  test('can be new, and are gone after a reset', async () => {
    const bad = change({
      id: 'orders',
      policy: { name: 'Orders', resources: ['x'], requires: 'block' },
    });
    await expect(bad).rejects.toThrow(/resources/);
    await change({
      id: 'orders',
      policy: { name: 'No browser', flows: ['browser'], requires: 'block' },
    });
    await emulator.control.user({ does: 'approve' });
    await new PlainBrowser().open(app.url());
    expect(received()['error_description']).toMatch(/^AADSTS53003: /);
    await emulator.control.reset();
    const ids = (await emulator.control.policies.list()).map(({ id }) => id);
    expect(ids).not.toContain('orders');
  });

  test.each([
    [{ id: 'nonsense', on: true }, /no policy 'nonsense'.*block-device-code/],
    [{ id: 'require-mfa', off: true }, /no field 'off'/],
    [{ id: 'require-mfa', on: 'yes' }, /'on' must be true or false/],
    [{ id: '../x' }, /'id' must be/],
    [{ id: 'new', policy: { name: 'x', requires: 'nothing' } }, /requires must be one of/],
  ])('refuse what cannot be: %j', async (one, reason) => {
    await expect(change(one as never)).rejects.toThrow(reason);
    await expect(remote.policies.change(one as never)).rejects.toThrow(reason);
  });
});

describe('a policy that requires a compliant device', () => {
  test('is AADSTS53000, interaction_required, on the page, to the app and at a refresh', async () => {
    const { refresh_token } = await signedIn();
    await change({ id: 'require-compliant-device', on: true });
    const { status, json } = await client.refresh(refresh_token);
    expect([status, json['error'], json['error_codes']]).toEqual([
      400,
      'interaction_required',
      [53000],
    ]);
    const browser = new PlainBrowser();
    await emulator.control.reset();
    await change({ id: 'require-compliant-device', on: true });
    await browser.open(app.url());
    expect((await browser.signIn('bruno')).body).toContain('AADSTS53000');
    await emulator.control.user({ does: 'approve' });
    await new PlainBrowser().open(app.url());
    expect(received()['error_description']).toMatch(/^AADSTS53000: /);
    expect(await signedIn()).toMatchObject({ error_codes: [53000] });
  });
});

describe('a sign-in that began by a device code', () => {
  test('stays subject to the block of that flow in refreshes, also for another web API', async () => {
    const scope = 'api://orders.contoso.example/Orders.Read';
    const [orders = ''] = defaultDirectory.resources.flatMap(({ id, uris }) =>
      uris.includes('api://orders.contoso.example') ? [id] : [],
    );
    const { refresh_token } = await signedIn();
    await change({
      id: 'orders',
      policy: {
        name: 'No device code for orders',
        resources: [orders],
        flows: ['device-code'],
        requires: 'block',
      },
    });
    const { json } = await client.refresh(refresh_token);
    expect(json).toHaveProperty('access_token');
    const refused = await client.refresh(json['refresh_token'], { scope });
    expect(refused.json['error_codes']).toEqual([53003]);
    await change({ id: 'block-device-code', on: true });
    expect((await client.refresh(json['refresh_token'])).json['error_codes']).toEqual([53003]);
  });

  test('in other flows of its browser session too, until the user signs in anew', async () => {
    const browser = new PlainBrowser();
    const { verification_uri, user_code } = await client.deviceCode();
    await browser.open(verification_uri);
    await browser.send({ code: user_code });
    await browser.signIn('bruno');
    await browser.send({ answer: 'continue' });
    await browser.open(app.url());
    const { json } = await app.redeem(received()['code'] ?? '');
    await change({ id: 'block-device-code', on: true });
    expect((await client.refresh(json['refresh_token'])).json['error_codes']).toEqual([53003]);
    expect((await browser.open(app.url())).body).toContain('AADSTS53003');
    await browser.open(app.url({ prompt: 'none' }));
    expect(received()['error_description']).toMatch(/^AADSTS53003: /);
    await browser.open(app.url({ prompt: 'login' }));
    await browser.signIn('bruno');
    await browser.send({ answer: 'no' });
    const fresh = await app.redeem(received()['code'] ?? '');
    expect((await client.refresh(fresh.json['refresh_token'])).status).toBe(200);
  });

  test('and one that began in a browser is not', async () => {
    await emulator.control.user({ does: 'approve' });
    await new PlainBrowser().open(app.url());
    const { json } = await app.redeem(received()['code'] ?? '');
    await change({ id: 'block-device-code', on: true });
    expect((await client.refresh(json['refresh_token'])).status).toBe(200);
  });
});

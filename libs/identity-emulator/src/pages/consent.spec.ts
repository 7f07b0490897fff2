import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { emulatorClient } from '../testing/emulator-client.ts';
import { PlainBrowser } from '../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../testing/waiting-app.ts';

/** An app without any consent. */
const asking = '2e9f4c86-513a-4a7b-93c8-bf70ae421935';

let emulator: IdentityEmulator;
let app: WaitingApp;
let browser: PlainBrowser;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0 } });
  app = await waitingApp(emulator);
});
beforeEach(() => {
  browser = new PlainBrowser();
});
afterEach(async () => {
  app.calls.splice(0);
  await emulator.control.reset();
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const received = () => app.calls.at(-1)?.received ?? {};
const arrived = 'The app was called';
const words = () => [...browser.page.body.matchAll(/<li>([^<]*)<\/li>/g)].map(([, word]) => word);

/** Opens the page of an app, signs in, and does not stay signed in. */
async function ask(name: string, more: Record<string, string> = {}) {
  await browser.open(app.url({ client_id: asking, ...more }));
  await browser.signIn(name);
  return browser.send({ answer: 'no' });
}

describe('consent', () => {
  test('is asked for in words, once; later only for what is new', async () => {
    expect((await ask('adele')).heading).toBe('Permissions requested');
    expect(words()).toEqual([
      'Sign you in and read your profile',
      'See your name and user name',
      'Keep access to what you give it access to',
    ]);
    expect((await browser.send({ answer: 'accept' })).heading).toBe(arrived);
    expect((await browser.open(app.url({ client_id: asking }))).heading).toBe(arrived);
    await browser.open(app.url({ client_id: asking, scope: 'User.Read Mail.Read openid' }));
    expect(words()).toEqual(['Read your mail']);
    await browser.send({ answer: 'accept' });
    const { json } = await app.redeem(received()['code'] ?? '', { client_id: asking });
    expect(decodeJwt(String(json['access_token']))['scp']).toBe('User.Read Mail.Read openid');
  });

  test('for a permission without words of its own names it', async () => {
    await ask('adele', { scope: 'Mail.Send' });
    expect(words()).toEqual(['Mail.Send']);
    await browser.send({ answer: 'accept' });
    const { json } = await app.redeem(received()['code'] ?? '', { client_id: asking });
    expect(decodeJwt(String(json['access_token']))['scp']).toBe('Mail.Send');
  });

  test('to what only an administrator may give says so, for these permissions too', async () => {
    const { heading } = await ask('adele', { scope: 'Group.Read.All' });
    expect(heading).toBe('Approval of an administrator needed');
  });

  test('that is declined is access_denied: AADSTS65004', async () => {
    await ask('bruno');
    await browser.send({ answer: 'cancel' });
    expect(received()).toMatchObject({ error: 'access_denied', error_subcode: 'cancel' });
    expect(received()['error_description']).toMatch(/^AADSTS65004: /);
    await browser.open(app.url({ client_id: asking, prompt: 'none' }));
    expect(received()).toMatchObject({ error: 'consent_required' });
    expect(received()['error_description']).toMatch(/^AADSTS65001: /);
  });

  test('is asked for again when the app wants it: prompt=consent', async () => {
    const page = await ask('bruno', { client_id: emulator.clientId, prompt: 'consent' });
    expect(page.heading).toBe('Permissions requested');
    expect((await browser.send({ answer: 'accept' })).heading).toBe(arrived);
  });

  test('of a device is asked for after the question whether the user began it', async () => {
    const client = emulatorClient(emulator);
    const { json } = await client.post('devicecode', { client_id: asking, scope: 'Files.Read' });
    await browser.open(String(json['verification_uri']));
    await browser.send({ code: String(json['user_code']) });
    expect((await browser.signIn('bruno')).heading).toMatch(/^Are you trying/);
    await browser.send({ answer: 'continue' });
    expect(words()).toEqual(['Read your files']);
    expect((await browser.send({ answer: 'cancel' })).heading).toBe('You cancelled');
    const poll = await client.poll(String(json['device_code']), { client_id: asking });
    expect(poll.json).toMatchObject({ error: 'authorization_declined' });
  });
});

describe('a consent that was given', () => {
  test('is taken back by the user who gave it only', async () => {
    await browser.open(app.url({ client_id: asking, scope: 'Calendars.Read' }));
    await browser.signIn('otto');
    await browser.send({ number: /<code>(\d{6})</.exec(browser.page.body)?.[1] ?? '' });
    await browser.send({ answer: 'no' });
    await browser.send({ answer: 'accept' });
    expect(browser.page.heading).toBe(arrived);
    await browser.open(`${emulator.pages}/consents`);
    const [, consent = ''] = /name="consent" value="([^"]*)"/.exec(browser.page.body) ?? [];
    const other = new PlainBrowser();
    await other.open(`${emulator.pages}/consents`);
    await other.open(`${emulator.pages}/devicelogin`); // a form with the token of the other browser
    const [, token = ''] = /name="form_token" value="([^"]*)"/.exec(other.page.body) ?? [];
    const form = new URLSearchParams({ form_token: token, consent }).toString();
    expect((await other.open(`${emulator.pages}/consents`, form)).status).toBe(400);
    expect((await browser.send({ consent })).body).not.toContain('name="consent"');
    await browser.open(app.url({ client_id: asking, scope: 'Calendars.Read' }));
    expect(browser.page.heading).toBe('Permissions requested');
  });
});

describe('what only an administrator can give', () => {
  const scope = 'User.Read.All openid';

  test('another user cannot give: AADSTS90094, and going back is access_denied', async () => {
    const page = await ask('adele', { scope });
    expect(page).toMatchObject({ status: 403, heading: 'Approval of an administrator needed' });
    expect(page.body).toContain('AADSTS90094');
    await browser.send({ answer: 'accept' }); // not on the page, but any client can send it
    expect(browser.page.heading).toBe('Approval of an administrator needed');
    await browser.send({ answer: 'cancel' });
    expect(received()).toMatchObject({ error: 'access_denied' });
    await browser.open(app.url({ scope, prompt: 'none' }));
    expect(received()['error_description']).toMatch(/^AADSTS90094: /);
  });

  test('an administrator gives for themselves, or for all users', async () => {
    await ask('anders', { scope });
    expect((await browser.send({ answer: 'accept' })).heading).toBe(arrived);
    browser = new PlainBrowser();
    expect((await ask('adele', { scope })).heading).toBe('Approval of an administrator needed');
    browser = new PlainBrowser();
    await ask('anders', { scope, prompt: 'consent' });
    await browser.send({ answer: 'accept', all: 'yes' });
    browser = new PlainBrowser();
    expect((await ask('adele', { scope })).heading).toBe(arrived);
  });
});

describe('the adminconsent endpoint', () => {
  const url = (more: Record<string, string> = {}) => {
    const parameters = { client_id: asking, redirect_uri: app.redirectUri, state: '42', ...more };
    const tenant = new URL(emulator.authority).pathname;
    const query = new URLSearchParams(parameters).toString();
    return `${emulator.pages}${tenant}/v2.0/adminconsent?${query}`;
  };

  test('lets an administrator consent for all users, and sends the app the answer', async () => {
    await browser.open(url({ scope: 'https://graph.microsoft.com/Calendars.Read' }));
    await browser.signIn('anders');
    await browser.send({ answer: 'no' });
    expect(browser.page.heading).toBe('Permissions requested for your organization');
    expect(words()).toEqual(['Read your calendars']);
    await browser.send({ answer: 'accept' });
    expect(received()).toEqual({
      admin_consent: 'True',
      tenant: new URL(emulator.authority).pathname.slice(1),
      scope: 'https://graph.microsoft.com/Calendars.Read',
      state: '42',
    });
    browser = new PlainBrowser();
    expect((await ask('bruno', { scope: 'Calendars.Read' })).heading).toBe(arrived);
  });

  test('refuses other users and unregistered addresses', async () => {
    await browser.open(url());
    await browser.signIn('bruno');
    await browser.send({ answer: 'no' });
    expect(browser.page.heading).toBe('Approval of an administrator needed');
    const page = await browser.open(url({ redirect_uri: 'http://evil.example' }));
    expect(page.body).toContain('AADSTS50011');
  });
});

describe('the scripted user', () => {
  test('consents, and is asked no more', async () => {
    await emulator.control.user({ does: 'approve', as: 'maya@contoso.example' });
    await browser.open(app.url({ client_id: asking, scope: 'Mail.Read' }));
    const { json } = await app.redeem(received()['code'] ?? '', { client_id: asking });
    const token = decodeJwt(String(json['access_token']));
    expect(token).toMatchObject({ scp: 'Mail.Read', amr: ['pwd', 'mfa'] });
  });

  test.each([
    [{ at: 'second-factor', as: 'otto@contoso.example' }, {}, 'AADSTS500121'],
    [{ at: 'consent', as: 'otto@contoso.example' }, { client_id: asking }, 'AADSTS65004'],
    [{ as: 'otto@contoso.example' }, {}, 'AADSTS65004'],
    [{ at: 'consent', as: 'nils@northwind.example' }, {}, 'AADSTS50020'],
    [{ at: 'consent', as: 'lena@contoso.example' }, {}, 'AADSTS50053'],
    [{ at: 'consent', as: 'bruno@contoso.example' }, { scope: 'Orders.Read.All' }, 'AADSTS650053'],
  ] as const)('declines %j of %j: %s', async (rule, more, code) => {
    await emulator.control.user({ does: 'decline', ...rule });
    await browser.open(app.url(more));
    expect(received()['error_description']).toMatch(new RegExp(`^${code}: `));
  });

  test('approves where the page at which they decline does not come', async () => {
    await emulator.control.user({ does: 'decline', at: 'second-factor' });
    await browser.open(app.url());
    expect(received()).toHaveProperty('code');
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { freePort } from '../server/free-port.ts';
import { emulatorClient } from '../testing/emulator-client.ts';
import { passwordOf, PlainBrowser } from '../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../testing/waiting-app.ts';

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
afterEach(() => void app.calls.splice(0));
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const received = () => app.calls.at(-1)?.received ?? {};
const arrived = 'The app was called';

async function accessToken() {
  const { json } = await app.redeem(received()['code'] ?? '');
  return decodeJwt(String(json['access_token']));
}

const shown = (digits: number) =>
  new RegExp(`>(\\d{${digits}})<`).exec(browser.page.body)?.[1] ?? 'nothing';

describe('a second factor', () => {
  test('is the number that the page shows; the next sign-in of the browser needs none', async () => {
    await browser.open(app.url());
    expect((await browser.signIn('maya')).heading).toBe('Approve the sign-in on your phone');
    const wrong = await browser.send({ number: '1', answer: 'approve' });
    expect(wrong).toMatchObject({ status: 400, heading: 'Approve the sign-in on your phone' });
    await browser.send({ number: shown(2), answer: 'approve' });
    expect((await browser.send({ answer: 'no' })).heading).toBe(arrived);
    expect((await accessToken())['amr']).toEqual(['pwd', 'mfa']);
    expect((await browser.open(app.url())).heading).toBe(arrived);
    expect((await accessToken())['amr']).toEqual(['pwd', 'mfa']);
  });

  test('that its owner denies ends the sign-in: AADSTS500121', async () => {
    await browser.open(app.url());
    await browser.signIn('maya');
    expect((await browser.send({ answer: 'deny' })).body).toContain('AADSTS500121');
    const [, again = ''] = /href="(\/signin\/number[^"]*)"/.exec(browser.page.body) ?? [];
    await browser.open(`${emulator.pages}${again}`);
    expect(browser.page.heading).toBe('Approve the sign-in on your phone');
    expect(app.calls).toEqual([]);
    expect((await browser.open(app.url())).heading).not.toBe(arrived);
  });

  test('is a one-time code, with five guesses in ten minutes', async () => {
    await browser.open(app.url());
    expect((await browser.signIn('otto')).heading).toBe('Enter the one-time code');
    const { url } = browser.page;
    const right = shown(6);
    for (let guess = 0; guess < 4; guess += 1)
      expect((await browser.send({ number: '000000' })).status).toBe(400);
    expect((await browser.send({ number: '000000' })).body).toContain('AADSTS500121');
    await browser.open(url.href);
    expect((await browser.send({ number: right })).body).toContain('AADSTS500121');
    await emulator.control.advanceClock(601);
    await browser.open(url.href);
    expect((await browser.send({ number: right })).status).toBe(400);
    expect((await browser.send({ number: shown(6) })).heading).toBe('Stay signed in?');
  });

  test('cannot be passed over: its page comes again', async () => {
    await browser.open(app.url());
    const { url } = await browser.signIn('maya');
    await browser.open(url.href.replace('/signin/number', '/signin/stay'));
    expect((await browser.send({ answer: 'yes' })).heading).toBe(
      'Approve the sign-in on your phone',
    );
    await browser.open(url.href.replace('/signin/number', '/signin/consent'));
    expect((await browser.send({ answer: 'accept' })).heading).not.toBe(arrived);
    expect(app.calls).toEqual([]);
  });

  test('is asked for when an app wants an authentication context, and the token names it', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    await browser.open(app.url());
    await browser.signIn('adele');
    await browser.send({ answer: 'no' });
    expect((await accessToken())['acrs']).toBeUndefined();
    expect((await browser.open(app.url({ claims }))).heading).toMatch(/^Approve/);
    await browser.send({ number: shown(2), answer: 'approve' });
    expect(browser.page.heading).toBe(arrived);
    expect((await accessToken())['acrs']).toEqual(['c1']);
  });
});

describe('an expired password', () => {
  test('is changed before anything else; the old one is good for nothing then', async () => {
    await browser.open(app.url());
    const page = await browser.signIn('emil');
    expect(page.body).toContain('AADSTS50055');
    const current = passwordOf('emil');
    const change = (fresh: string, again = fresh, old = current) =>
      browser.send({ current: old, fresh, again });
    expect((await change('A-new-one-1', 'A-new-one-2')).body).toContain('The two new passwords');
    expect((await change('short')).body).toContain('at least 8 characters');
    expect((await change(current)).body).toContain('at least 8 characters');
    expect((await change('A-new-one-1', 'A-new-one-1', 'wrong')).body).toContain('is wrong');
    expect((await change('A-new-one-1')).heading).toBe('Stay signed in?');
    browser = new PlainBrowser();
    await browser.open(app.url());
    expect((await browser.signIn('emil')).body).toContain('AADSTS50126');
    expect((await browser.send({ password: 'A-new-one-1' })).heading).toBe('Stay signed in?');
  });
});

describe('an account that cannot be used', () => {
  test.each([
    ['locked', 'lena', 'contoso.example', 'AADSTS50053'],
    ['disabled', 'dora', 'contoso.example', 'AADSTS50057'],
    ['of another tenant', 'nils', 'northwind.example', 'AADSTS50020'],
    ['personal', 'paula', 'personal.example', 'AADSTS50020'],
  ])('%s', async (_, name, domain, code) => {
    await browser.open(app.url());
    expect((await browser.signIn(name, domain)).body).toContain(code);
    await browser.open(app.url());
    expect(browser.page.heading).toBe('Sign in');
  });

  test('but a guest can, with an object id of this tenant', async () => {
    await browser.open(app.url());
    await browser.signIn('gina', 'northwind.example');
    await browser.send({ answer: 'no' });
    expect(await accessToken()).toMatchObject({ oid: 'd1f0a6b3-85e7-4cb9-8b3e-0f4b05c9d604' });
  });
});

describe('staying signed in', () => {
  test.each([
    ['yes', true],
    ['no', false],
  ])('%s', async (answer, outlives) => {
    await browser.open(app.url());
    expect((await browser.signIn('adele')).heading).toBe('Stay signed in?');
    await browser.send({ answer });
    const kept = browser.setCookies.some((line) => /session.*Max-Age=7776000/.test(line));
    expect(kept).toBe(outlives);
    await emulator.control.advanceClock(2 * 24 * 3600);
    await browser.open(app.url());
    expect(browser.page.heading === arrived).toBe(outlives);
  });

  test('is not asked for a device', async () => {
    const code = await emulatorClient(emulator).deviceCode();
    await browser.open(code.verification_uri);
    await browser.send({ code: code.user_code });
    expect((await browser.signIn('adele')).heading).toMatch(/^Are you trying/);
  });
});

describe('a restart of the emulator', () => {
  test('forgets no session, no consent and no new password', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'emulator-'));
    const pagesPort = await freePort();
    const start = () => startIdentityEmulator({ dataDir, pagesPort });
    const first = await start();
    const here = await waitingApp(first);
    const address = here.url({ client_id: '2e9f4c86-513a-4a7b-93c8-bf70ae421935' });
    await browser.open(address);
    await browser.signIn('emil');
    await browser.send({ current: passwordOf('emil'), fresh: 'A-new-one-1', again: 'A-new-one-1' });
    await browser.send({ answer: 'yes' });
    expect((await browser.send({ answer: 'accept' })).heading).toBe(arrived);
    await first.close();
    const second = await start();
    expect((await browser.open(address)).heading).toBe(arrived);
    browser = new PlainBrowser();
    await browser.open(address);
    expect((await browser.signIn('emil')).body).toContain('AADSTS50126');
    expect((await browser.send({ password: 'A-new-one-1' })).heading).toBe('Stay signed in?');
    expect((await browser.open(second.pages)).body).toContain('this one is good no more');
    await Promise.all([here.close(), second.close()]);
    await rm(dataDir, { recursive: true });
  });
});

describe('a policy that blocks the device code flow', () => {
  test('is said on the page, and to the device: AADSTS53003', async () => {
    const client = emulatorClient(emulator);
    const code = await client.deviceCode();
    await browser.open(code.verification_uri);
    await browser.send({ code: code.user_code });
    expect((await browser.signIn('felix')).body).toContain('AADSTS53003');
    // Another code would not help.
    expect(browser.page.body).not.toContain('href="/devicelogin"');
    const { json } = await client.poll(code.device_code);
    expect(json).toMatchObject({ error: 'invalid_grant', error_codes: [53003] });
    await browser.open(app.url());
    expect(browser.page.heading).toBe(arrived); // by the browser he may
  });
});

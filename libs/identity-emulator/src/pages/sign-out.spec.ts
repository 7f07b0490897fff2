import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { PlainBrowser } from '../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let app: WaitingApp;
let browser: PlainBrowser;
let idToken: string;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  app = await waitingApp(emulator);
});
beforeEach(async () => {
  browser = new PlainBrowser();
  for (const name of ['adele', 'bruno']) {
    await browser.open(app.url({ prompt: 'login' }));
    await browser.signIn(name);
    await browser.send({ answer: 'no' });
  }
  const { json } = await app.redeem(app.calls.at(-1)?.received['code'] ?? '');
  idToken = String(json['id_token']);
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const signOut = (more: Record<string, string> = {}) => {
  const tenant = new URL(emulator.authority).pathname;
  const query = new URLSearchParams(more).toString();
  return browser.open(`${emulator.pages}${tenant}/oauth2/v2.0/logout?${query}`);
};
const back = () => ({ post_logout_redirect_uri: app.redirectUri });
const arrived = 'The app was called';

async function stillSignedIn() {
  const { body } = await browser.open(emulator.pages);
  const [, list = ''] = /Signed in with this browser<\/h2>\s*<ul>([^]*?)<\/ul>/.exec(body) ?? [];
  return [...list.matchAll(/<li>(\w+)@/g)].map(([, name]) => name);
}

describe('signing out', () => {
  test('of one of two accounts is a choice, and the app gets its state back', async () => {
    const page = await signOut({ ...back(), state: 'bye' });
    expect(page.heading).toBe('Which account do you want to sign out of?');
    await browser.send({ account: 'a1b7c3e0-52d4-4f86-9e0b-7c18d2f6a301' });
    expect(browser.page.heading).toBe(arrived);
    expect(app.calls.at(-1)?.received).toEqual({ state: 'bye' });
    expect(await stillSignedIn()).toEqual(['bruno']);
    expect((await signOut()).heading).toBe('You are signed out');
    expect(await stillSignedIn()).toEqual([]);
  });

  test('of all accounts ends the session', async () => {
    await signOut();
    expect((await browser.send({ account: '' })).heading).toBe('You are signed out');
    expect((await browser.open(app.url())).heading).toBe('Sign in');
  });

  test('ends what another tab has begun', async () => {
    await browser.open(app.url({ prompt: 'login' }));
    await browser.signIn('anders');
    const { url } = browser.page;
    await browser.open(emulator.pages);
    await browser.send({});
    expect((await browser.open(url.href)).status).toBe(400);
  });

  test('of the account that the app names asks nothing', async () => {
    await signOut({ ...back(), logout_hint: 'Adele@contoso.example' });
    expect(browser.page.heading).toBe(arrived);
    expect(await stillSignedIn()).toEqual(['bruno']);
  });

  test('takes an id_token as the name, an expired one too, and no forged one', async () => {
    await emulator.control.advanceClock(7200);
    const [header, payload] = idToken.split('.');
    await signOut({ id_token_hint: `${header}.${payload}.AAAA` });
    expect(browser.page.heading).toMatch(/^Which account/);
    await signOut({ ...back(), id_token_hint: idToken });
    expect(browser.page.heading).toBe(arrived);
    expect(await stillSignedIn()).toEqual(['adele']);
  });

  test.each([
    'http://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    'http://localhost/x',
  ])('never leads to an address that is not registered: %s', async (address) => {
    await signOut({ post_logout_redirect_uri: address, logout_hint: 'adele@contoso.example' });
    expect(browser.page).toMatchObject({ status: 400, heading: 'You are signed out' });
    expect(browser.page.body).not.toContain('<a class="button"');
    expect(await stillSignedIn()).toEqual(['bruno']);
  });

  test('without a signed-in user is not an error', async () => {
    browser = new PlainBrowser();
    expect((await signOut(back())).heading).toBe(arrived);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { PlainBrowser } from '../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let app: WaitingApp;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  app = await waitingApp(emulator);
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const planted = 'P'.repeat(43);

function browserWithCookie(): PlainBrowser {
  const browser = new PlainBrowser({ origin: emulator.pages });
  browser.plant(`emulator-session-${new URL(emulator.pages).port}`, planted);
  return browser;
}

describe('a session cookie that an attacker planted', () => {
  test('is another one after the sign-in, and opens nothing', async () => {
    const [victim, attacker] = [browserWithCookie(), browserWithCookie()];
    await victim.open(app.url());
    await victim.signIn('adele');
    const page = victim.page.url.href;
    expect(victim.setCookies.at(-1)).toMatch(/^emulator-session-\d+=[\w-]{43}; Path=\/; HttpOnly/);
    expect(victim.setCookies.at(-1)).not.toContain(planted);

    const home = await attacker.open(emulator.pages);
    expect(home.body).not.toContain('Signed in with this browser');
    expect((await attacker.open(page)).heading).toBe('This sign-in is over');
    expect((await attacker.open(app.url())).heading).toBe('Sign in');

    await victim.send({ answer: 'no' });
    expect(victim.page.heading).toBe('The app was called');
    expect((await victim.open(app.url())).heading).toBe('The app was called');
  });

  test('takes what it has with it: the accounts, and whether it stays', async () => {
    const browser = browserWithCookie();
    await browser.open(app.url());
    await browser.signIn('adele');
    await browser.send({ answer: 'yes' });
    const [, name = '', value = ''] =
      /^([^=]+)=([^;]+)/.exec(browser.setCookies.at(-1) ?? '') ?? [];
    await browser.open(app.url({ prompt: 'login' }));
    await browser.signIn('bruno');
    expect(browser.setCookies.at(-1)).toMatch(/; Max-Age=\d{7}; HttpOnly/);
    expect((await browser.open(app.url())).heading).toBe('Pick an account');

    // The cookie from before the second sign-in has no session.
    const old = new PlainBrowser({ origin: emulator.pages });
    old.plant(name, value);
    expect((await old.open(app.url())).heading).toBe('Sign in');
  });
});

describe('a tab that was open at another sign-in of this browser', () => {
  test('shows its form once more, and continues', async () => {
    const browser = browserWithCookie();
    const other = await browser.open(app.url({ state: 'other tab' }));
    await browser.open(app.url());
    await browser.signIn('adele');
    await browser.send({ answer: 'no' });

    browser.page = other;
    await browser.send({ username: 'bruno@contoso.example' });
    expect(browser.page.heading).toBe('Sign in');
    await browser.signIn('bruno');
    expect(browser.page.heading).toBe('Stay signed in?');
  });
});

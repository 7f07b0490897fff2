// @long walks once more, in a browser, what src shows without one
// @requires chromium
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { passwordOf } from '../src/testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../src/testing/waiting-app.ts';
import { texts } from '../src/pages/texts/texts.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { useVisitor } from './visitor.ts';

/** An app without any consent. */
const client_id = '2e9f4c86-513a-4a7b-93c8-bf70ae421935';

// With the policy of the pages: it must let each form get to the app.
const visitor = useVisitor({ bypassCSP: false, locale: 'en-US' });
let app: WaitingApp;
beforeEach(async () => {
  app = await waitingApp(visitor.emulator);
});
afterEach(() => app.close());

const received = () => app.calls.filter(({ url }) => url.pathname === '/').at(-1)?.received ?? {};
const arrived = () => visitor.heading('The app was called').waitFor();
const signIn = (name: string, domain = 'contoso.example') =>
  visitor.signIn(`${name}@${domain}`, passwordOf(name));

/** The page with this heading, which axe finds nothing on. */
async function meets(heading: string | RegExp): Promise<void> {
  await visitor.heading(heading).waitFor();
  await checkAccessibility(visitor.page);
}

/** Goes to a control with the keyboard alone, and presses it. */
async function pressByKeyboard(name: string): Promise<void> {
  const focused = () => visitor.page.evaluate<string>('document.activeElement.textContent.trim()');
  for (let tabs = 0; (await focused()) !== name; tabs += 1) {
    expect(tabs).toBeLessThan(20);
    await visitor.page.keyboard.press('Tab');
  }
  await Promise.all([visitor.page.waitForEvent('load'), visitor.page.keyboard.press('Enter')]);
}

describe('a user with a keyboard', () => {
  test('passes a second factor, stays signed in and consents', async () => {
    const { page } = visitor;
    await page.goto(app.url({ client_id, response_mode: 'form_post' }));
    await signIn('maya');
    await meets(/^Approve the sign-in/);
    await visitor.enter('Number that the sign-in shows', '0');
    await page.getByRole('alert').waitFor();
    await checkAccessibility(page);
    const number = await page.locator('.number').innerText();
    await visitor.enter('Number that the sign-in shows', number);
    await meets('Stay signed in?');
    await pressByKeyboard('Yes');
    const [cookie] = await visitor.context.cookies();
    expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 80 * 24 * 3600);
    await meets('Permissions requested');
    await pressByKeyboard('Accept');
    await arrived();
    expect((await app.redeem(received()['code'] ?? '', { client_id })).status).toBe(200);
  });

  test('types a one-time code and chooses a new password', async () => {
    await visitor.page.goto(app.url());
    await signIn('otto');
    await meets('Enter the one-time code');
    const code = await visitor.page.locator('.phone code').innerText();
    await visitor.enter('One-time code', code);
    await visitor.press('No');
    await arrived();
    await visitor.page.goto(app.url({ prompt: 'login' }));
    await signIn('emil');
    await meets('Choose a new password');
    await visitor.page.getByLabel('Current password').fill(passwordOf('emil'));
    await visitor.page.getByLabel('New password', { exact: true }).fill('short');
    await visitor.enter('New password again', 'short');
    await visitor.page.getByRole('alert').waitFor();
    await checkAccessibility(visitor.page);
  });
});

describe('a user who may not consent', () => {
  test('reads why, and goes back to the app', async () => {
    const { page } = visitor;
    await page.goto(app.url({ scope: 'User.Read.All' }));
    await visitor.signInForApp('bruno@contoso.example', passwordOf('bruno'));
    await meets('Approval of an administrator needed');
    await pressByKeyboard('Go back without consent');
    await arrived();
    expect(received()).toMatchObject({ error: 'access_denied' });
    await page.goto(app.url({ prompt: 'login' }));
    await signIn('nils', 'northwind.example');
    await meets('This account cannot be used here');
    await page.goto(app.url({ prompt: 'login' }));
    await signIn('maya');
    await pressByKeyboard('Deny');
    await meets('The request was denied');
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.press('Use another account');
    await signIn('felix');
    await meets('A policy does not allow this sign-in');
  });
});

describe('an administrator', () => {
  test('consents for all users, and signs out of one of two accounts', async () => {
    const { page, emulator } = visitor;
    const tenant = new URL(emulator.authority).pathname;
    const query = new URLSearchParams({ client_id, redirect_uri: app.redirectUri }).toString();
    await page.goto(app.url());
    await visitor.signInForApp('adele@contoso.example', passwordOf('adele'));
    await arrived();
    await page.goto(app.url({ client_id, prompt: 'login' }));
    await visitor.signInForApp('anders@contoso.example', passwordOf('anders'));
    await meets('Permissions requested'); // with the box for all users
    await visitor.press('Cancel');
    await arrived();
    await page.goto(`${emulator.pages}${tenant}/v2.0/adminconsent?${query}`);
    await visitor.press(/Anders/);
    await meets('Permissions requested for your organization');
    await visitor.press('Accept');
    await arrived();
    expect(received()).toMatchObject({ admin_consent: 'True' });
    await page.goto(`${emulator.pages}/consents`);
    await meets('Apps that have your consent');
    const back = new URLSearchParams({ post_logout_redirect_uri: app.redirectUri }).toString();
    await page.goto(`${emulator.pages}${tenant}/oauth2/v2.0/logout?${back}`);
    await meets('Which account do you want to sign out of?');
    await visitor.press(/Anders/);
    await arrived();
    await page.goto(`${emulator.pages}${tenant}/oauth2/v2.0/logout`);
    await meets('You are signed out');
  });
});

describe('a user who reads Korean', () => {
  test('meets Korean pages from the first to the last, and can change that', async () => {
    const { page } = visitor;
    await page.goto(app.url({ client_id, ui_locales: 'ko' }));
    await page.getByLabel('사용자 이름').fill('maya@contoso.example');
    await page.keyboard.press('Enter');
    await page.getByLabel('암호', { exact: true }).fill(passwordOf('maya'));
    await page.keyboard.press('Enter');
    await meets('휴대폰에서 로그인을 승인하세요');
    await visitor.press('거부');
    await meets('요청이 거부되었습니다');
    await page.getByRole('link', { name: 'English' }).click();
    await visitor.heading('Approve the sign-in on your phone').waitFor();
  });

  test('meets the questions of MFA, consent and a new password in Korean too', async () => {
    const { page } = visitor;
    const { username, password, authenticatorNumber, oneTimeCode, ...ko } = texts.ko;
    const signInAs = async (name: string) => {
      await visitor.enter(username.label, `${name}@contoso.example`);
      await visitor.enter(password.label, passwordOf(name));
    };
    await page.goto(app.url({ client_id, ui_locales: 'ko' }));
    await signInAs('maya');
    await visitor.enter(authenticatorNumber.label, '0');
    await page.getByRole('alert').waitFor();
    await checkAccessibility(page);
    await visitor.enter(authenticatorNumber.label, await page.locator('.number').innerText());
    await meets(ko.staySignedIn.title);
    await visitor.press(ko.staySignedIn.no);
    await meets(ko.consent.title);
    await visitor.press(ko.consent.cancel);
    await arrived();
    await page.goto(app.url({ scope: 'User.Read.All', prompt: 'login' }));
    await signInAs('bruno');
    await visitor.press(ko.staySignedIn.no);
    await meets(ko.needsAdmin.title);
    await page.goto(app.url({ prompt: 'login' }));
    await signInAs('otto');
    await meets(oneTimeCode.title);
    await page.goto(app.url({ prompt: 'login' }));
    await signInAs('emil');
    await meets(ko.newPassword.title);
    await page.goto(app.url({ prompt: 'login' }));
    await signInAs('felix');
    await visitor.heading(/./).waitFor();
    await checkAccessibility(page);
  });
});

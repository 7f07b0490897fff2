import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { emulatorClient } from '../../testing/emulator-client.ts';
import { PlainBrowser } from '../../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../../testing/waiting-app.ts';

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
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const frida = { username: 'frida@adatum.example', password: 'Password-of-Frida-1' };
const adfsPage = 'Sign in at adatum.example';

/** What the page of the AD FS sends to Entra by itself. */
const result = () =>
  (/name="wresult" value="([^"]*)"/.exec(browser.page.body)?.[1] ?? '')
    .replace(/&(lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll('&amp;', '&');
const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'" };

describe('a federated user', () => {
  test('signs in at the AD FS, and comes back to the app', async () => {
    await browser.open(app.url());
    expect(await browser.send({ username: frida.username })).toMatchObject({ heading: adfsPage });
    expect(browser.page.url.searchParams.get('wtrealm')).toBe('urn:federation:MicrosoftOnline');
    await browser.send(frida);
    await browser.send({ wresult: result() });
    expect((await browser.send({ answer: 'no' })).heading).toBe('The app was called');
    const { json } = await app.redeem(app.calls.at(-1)?.received['code'] ?? '');
    expect(decodeJwt(String(json['access_token']))).toMatchObject({
      name: 'Frida Solberg',
      amr: ['fed'],
    });
    // The browser is signed in from now on.
    expect((await browser.open(app.url())).heading).toBe('The app was called');
  });

  test('goes there from a hint of the app too, and for a device', async () => {
    const page = await browser.open(app.url({ login_hint: frida.username }));
    expect(page.heading).toBe(adfsPage);
    const code = await emulatorClient(emulator).deviceCode();
    await browser.open(code.verification_uri_complete);
    await browser.send({ code: code.user_code });
    await browser.send({ username: frida.username });
    await browser.send(frida);
    const { heading } = await browser.send({ wresult: result() });
    expect(heading).toBe('Are you trying to sign in to Entra Flows samples?');
  });

  test('has no password that Entra takes', async () => {
    await browser.open(app.url());
    await browser.send({ username: frida.username });
    const flow = browser.page.url.searchParams.get('wctx') ?? '';
    const token = /name="form_token" value="([^"]*)"/.exec(browser.page.body)?.[1] ?? '';
    const form = new URLSearchParams({ flow, form_token: token, password: frida.password });
    const page = await browser.open(`${emulator.pages}/signin/password`, form.toString());
    expect(page.heading).toBe(adfsPage);
  });

  test.each([
    ['a wrong password', { ...frida, password: 'wrong' }],
    [
      'an account that Entra manages',
      { username: 'adele@contoso.example', password: 'Password-of-Adele-1' },
    ],
    ['markup', { username: '"><h1>evil</h1>@<b>', password: '<&>' }],
  ])('is not signed in with %s', async (_, typed) => {
    await browser.open(app.url({ login_hint: frida.username }));
    const page = await browser.send(typed);
    expect(page).toMatchObject({ status: 400, heading: expect.stringMatching(/^Sign in at /) });
    expect(page.body).toContain('Wrong user name or password');
    expect(page.body).not.toMatch(/<h1>evil|wresult/);
  });
});

describe('the assertion of an AD FS', () => {
  async function signedAssertion(): Promise<string> {
    await browser.open(app.url({ login_hint: frida.username }));
    await browser.send(frida);
    return result();
  }

  test.each([
    ['that was changed', (text: string) => text.replaceAll('frida', 'fredi'), 50008],
    [
      'without a signature',
      (text: string) => text.replace(/<ds:Signature .*<\/ds:Signature>/s, ''),
      50008,
    ],
    ['with a DTD', (text: string) => `<!DOCTYPE a>${text}`, 50008],
    [
      'without an assertion',
      (text: string) => text.replace(/<saml:Assertion .*<\/saml:Assertion>/s, ''),
      50008,
    ],
    ['that is no XML', () => 'hello', 50008],
  ])('%s does not sign in', async (_, attack, code) => {
    const attacked = attack(await signedAssertion());
    const page = await browser.send({ wresult: attacked });
    expect(page).toMatchObject({ status: 403, heading: 'Your organization could not sign you in' });
    expect(page.body).toContain(`AADSTS${code}`);
    expect((await browser.open(app.url())).heading).toBe('Sign in');
  });

  test('is good once', async () => {
    const said = await signedAssertion();
    await browser.send({ wresult: said });
    browser = new PlainBrowser();
    await signedAssertion();
    expect(await browser.send({ wresult: said })).toMatchObject({ status: 403 });
  });

  test('is taken from this browser alone', async () => {
    const said = await signedAssertion();
    const form = new URLSearchParams({ wa: 'wsignin1.0', wresult: said }).toString();
    const page = await new PlainBrowser().open(`${emulator.pages}/login.srf`, form);
    expect(page.status).toBe(403);
    expect((await browser.open(`${emulator.pages}/login.srf`)).status).toBe(400);
    expect((await browser.open(`${emulator.pages}/adfs/ls/?wctx=made-up`)).status).toBe(400);
  });
});

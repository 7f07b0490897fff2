// @requires chromium
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { waitingApp, type WaitingApp } from '../src/testing/waiting-app.ts';
import { useVisitor } from './visitor.ts';

const visitor = useVisitor({ bypassCSP: false });
let app: WaitingApp;
beforeEach(async () => {
  app = await waitingApp(visitor.emulator);
});
afterEach(() => app.close());

const arrived = () => visitor.heading('The app was called').waitFor();
const received = (call = 0) =>
  app.calls.filter(({ url }) => url.pathname === '/')[call]?.received ?? {};

describe('a user whom an app sent to the browser', () => {
  test.each(['query', 'form_post'])(
    'signs in, and the app gets the answer by %s',
    async (response_mode) => {
      await visitor.page.goto(app.url({ response_mode }));
      await visitor.signInForApp('adele@contoso.example', 'Password-of-Adele-1');
      await arrived();
      const { status, json } = await app.redeem(received()['code'] ?? '');
      expect({ status, scope: json['scope'] }).toEqual({
        status: 200,
        scope: 'User.Read openid profile',
      });
    },
  );

  test('is not asked a second time while the first sign-in lasts, unless the app asks for it', async () => {
    await visitor.page.goto(app.url());
    await visitor.signInForApp('adele@contoso.example', 'Password-of-Adele-1');
    await arrived();
    await visitor.page.goto(app.url({ prompt: 'none', state: 'silent' }));
    await arrived();
    expect(received(1)).toMatchObject({ state: 'silent', code: expect.any(String) });
    await visitor.page.goto(app.url({ prompt: 'login' }));
    await visitor.heading('Sign in').waitFor();
    await visitor.page.goto(app.url({ prompt: 'select_account' }));
    await visitor.press(/Adele Vance/);
    await arrived();
  });

  test('picks one of two accounts, and the app that wants no page learns that it must ask', async () => {
    for (const [name, password] of [
      ['adele@contoso.example', 'Password-of-Adele-1'],
      ['bruno@contoso.example', 'Password-of-Bruno-1'],
    ] as const) {
      await visitor.page.goto(app.url({ prompt: 'login' }));
      await visitor.signInForApp(name, password);
      await arrived();
    }
    await visitor.page.goto(app.url({ prompt: 'none' }));
    await arrived();
    expect(received(2)).toMatchObject({ error: 'interaction_required' });
    await visitor.page.goto(app.url());
    await visitor.heading('Pick an account').waitFor();
    await visitor.press(/Adele Vance/);
    await arrived();
    await visitor.page.goto(app.url({ login_hint: 'bruno@contoso.example' }));
    await arrived();
  });

  test('cancels, and the app gets access_denied', async () => {
    await visitor.page.goto(
      app.url({ response_mode: 'form_post', login_hint: 'adele@contoso.example' }),
    );
    await visitor.heading('Enter the password').waitFor();
    await visitor.press('Cancel');
    await arrived();
    expect(received()).toMatchObject({ error: 'access_denied', error_subcode: 'cancel' });
  });

  test('without script has a button in its place', async () => {
    const context = await visitor.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(app.url({ response_mode: 'form_post', login_hint: 'adele@contoso.example' }));
    await page.getByLabel('Password', { exact: true }).fill('Password-of-Adele-1');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'No' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'The app was called' }).waitFor();
    await context.close();
  });

  test('stays on the page when the app or its address is not registered', async () => {
    await visitor.page.goto(app.url({ redirect_uri: 'http://evil.example/' }));
    await visitor.heading('This app cannot sign users in').waitFor();
    await visitor.page.getByText('AADSTS50011').waitFor();
  });
});

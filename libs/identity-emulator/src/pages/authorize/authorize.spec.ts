import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import {
  defaultDirectory,
  followSignIn,
  startIdentityEmulator,
  type IdentityEmulator,
} from '../../index.ts';
import { PlainBrowser } from '../../testing/plain-browser.ts';
import { waitingApp, type WaitingApp } from '../../testing/waiting-app.ts';

let emulator: IdentityEmulator;
let app: WaitingApp;
beforeEach(async () => {
  emulator = await startIdentityEmulator();
  app = await waitingApp(emulator);
});
afterEach(async () => {
  await app.close();
  await emulator.close();
});

const received = () => app.calls[0]?.received ?? {};

describe('the answer', () => {
  test.each(['query', undefined])(
    'comes in the query (%s), with the state as it was',
    async (mode) => {
      await emulator.control.user({ does: 'approve' });
      const { status } = await followSignIn(app.url({ response_mode: mode }));
      expect(status).toBe(200);
      expect(app.calls[0]?.method).toBe('GET');
      expect(received()).toMatchObject({ state: 'state & <more>', code: expect.any(String) });
    },
  );

  test('comes beside the query that the address has, untouched', async () => {
    const directory = structuredClone(defaultDirectory);
    const address = 'https://app.contoso.example/back?a=b%20c&d';
    directory.tenants[0]?.apps[0]?.redirectUris?.push(address);
    await using other = await startIdentityEmulator({ directory });
    const own = await waitingApp(other);
    const { headers } = await own.open({ redirect_uri: address, prompt: 'none' });
    await own.close();
    expect(headers.location).toContain(`${address}&error=login_required&`);
  });

  test('comes to a request that was posted', async () => {
    await emulator.control.user({ does: 'approve' });
    const { origin, pathname, search } = new URL(app.url());
    const browser = new PlainBrowser({
      origin: 'http://localhost:1',
      'sec-fetch-site': 'cross-site',
    });
    await browser.open(`${origin}${pathname}`, search.slice(1));
    expect(received()).toMatchObject({ state: 'state & <more>', code: expect.any(String) });
    const long = await browser.open(`${origin}${pathname}`, `state=${'x'.repeat(9000)}`);
    expect(long.status).toBe(403); // and no redirect whose headers no client can read
  });

  test('comes in the fragment, which only the browser sees', async () => {
    await emulator.control.user({ does: 'approve' });
    const { status, headers } = await app.open({ response_mode: 'fragment' });
    expect(status).toBe(303);
    const { hash, search } = new URL(String(headers.location));
    expect(new URLSearchParams(hash.slice(1)).get('state')).toBe('state & <more>');
    expect(search).toBe('');
  });

  test('comes by form_post, from a page whose script is a file of its own', async () => {
    await emulator.control.user({ does: 'approve' });
    const page = await app.open({ response_mode: 'form_post' });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain(`form-action 'self' ${app.redirectUri}`);
    expect(page.body).not.toMatch(/<script>|\son\w+=/);
    await emulator.control.user({ does: 'approve' });
    await followSignIn(app.url({ response_mode: 'form_post' }));
    expect(app.calls[0]?.method).toBe('POST');
    expect(received()).toMatchObject({ state: 'state & <more>', code: expect.any(String) });
    expect(app.calls[0]?.url.search).toBe('');
  });

  test('has no state and no client_info where none was asked for', async () => {
    await emulator.control.user({ does: 'approve' });
    await followSignIn(app.url({ state: undefined }));
    expect(Object.keys(received()).sort()).toEqual(['code', 'session_state']);
  });

  test('names the account when client_info=1 asks for it', async () => {
    await emulator.control.user({ does: 'approve', as: 'bruno@contoso.example' });
    await followSignIn(app.url({ client_info: '1' }));
    const info = Buffer.from(received()['client_info'] ?? '', 'base64url').toString();
    expect(JSON.parse(info)).toMatchObject({ uid: 'b2c8d4f1-63e5-4a97-8f1c-8d29e3a7b402' });
  });

  test('of a user who declines is access_denied, with the subcode cancel', async () => {
    await emulator.control.user({ does: 'decline' });
    await followSignIn(app.url({ response_mode: 'form_post' }));
    expect(received()).toMatchObject({
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: expect.stringMatching(/^AADSTS65004: /),
      state: 'state & <more>',
    });
  });

  test('of a user who walks away never comes', async () => {
    await emulator.control.user({ does: 'walk-away' });
    const { url } = await followSignIn(app.url());
    expect(new URL(url).pathname).toBe('/signin/username');
    expect(app.calls).toEqual([]);
  });
});

describe('an app that does not fit its registration gets no answer', () => {
  test.each([
    ['another address', { redirect_uri: 'http://localhost.evil.example/' }, 50011],
    ['another path', { redirect_uri: 'http://localhost:1/elsewhere' }, 50011],
    ['a fragment', { redirect_uri: 'http://localhost:1/#x' }, 50011],
    ['a name in the address', { redirect_uri: 'http://a@localhost:1/' }, 50011],
    ['a blank at the end', { redirect_uri: 'http://localhost:1 ' }, 50011],
    ['a way back', { redirect_uri: 'http://localhost:1/a/..' }, 50011],
    ['another spelling of the host', { redirect_uri: 'http://127.1:1' }, 50011],
    ['no slashes', { redirect_uri: 'http:localhost' }, 50011],
    ['no URL at all', { redirect_uri: 'javascript' }, 50011],
    ['no address', { redirect_uri: undefined }, 900971],
    ['no client', { client_id: undefined }, 900144],
    ['an unknown client', { client_id: 'nobody' }, 700016],
  ])('%s', async (_, more, code) => {
    const page = await app.open(more);
    expect(page.status).toBe(400);
    expect(page.headers.location).toBeUndefined();
    expect(page.body).toContain(`AADSTS${code}`);
  });

  test('an unknown tenant', async () => {
    expect((await app.open({}, 'nowhere.example')).body).toContain('AADSTS90002');
  });

  test('but any port of a registered loopback address will do', async () => {
    for (const redirect_uri of ['http://localhost:1', 'http://127.0.0.1:2/']) {
      expect((await app.open({ redirect_uri })).status).toBe(303);
    }
  });
});

describe('a request that is wrong', () => {
  test.each([
    ['no response type', { response_type: undefined }, 'invalid_request', 900144],
    ['tokens in the browser', { response_type: 'token' }, 'unsupported_response_type', 700054],
    ['an unknown response mode', { response_mode: 'web_message' }, 'invalid_request', 90023],
    ['no scope', { scope: undefined }, 'invalid_request', 900144],
    ['an unknown scope', { scope: 'Nope.Read' }, 'invalid_client', 650053],
    ['an unknown prompt', { prompt: 'maybe' }, 'invalid_request', 90023],
    ['no self-service sign-up', { prompt: 'create' }, 'invalid_request', 90023],
    ['a negative age', { max_age: '-1' }, 'invalid_request', 90023],
    ['claims that are no JSON', { claims: '{"access_token"' }, 'invalid_request', 9002313],
    ['claims that are a list', { claims: '[]' }, 'invalid_request', 9002313],
    ['a short challenge', { code_challenge: 'short' }, 'invalid_request', 501491],
    ['an unknown challenge method', { code_challenge_method: 'S512' }, 'invalid_request', 90023],
    ['no page wanted, no user signed in', { prompt: 'none' }, 'login_required', 50058],
  ])('goes back to the app: %s', async (_, more, error, code) => {
    await followSignIn(app.url(more));
    expect(received()).toMatchObject({ error, state: 'state & <more>' });
    expect(received()['error_description']).toMatch(new RegExp(`^AADSTS${code}: `));
  });
});

describe('the page that the app wants', () => {
  test.each([
    ['a known hint goes to the password', { login_hint: 'Adele@contoso.example' }, 'password'],
    ['an unknown hint to the name', { login_hint: 'nobody@contoso.example' }, 'username'],
    ['login to the name', { prompt: 'login' }, 'username'],
    ['select_account to the picker', { prompt: 'select_account' }, 'account'],
  ])('%s', async (_, more, page) => {
    const { headers } = await app.open(more);
    expect(headers.location).toMatch(new RegExp(`^/signin/${page}\\?flow=`));
  });

  test('asks for a password again when the last one is older than the app likes', async () => {
    const browser = new PlainBrowser();
    await browser.open(app.url());
    await browser.signIn('adele');
    await browser.send({ answer: 'no' });
    const signedInAt = Math.floor(Date.now() / 1000);
    await emulator.control.advanceClock(3600);
    const claims = `{"access_token":{"nbf":{"essential":true,"value":"${signedInAt + 60}"}}}`;
    for (const more of [{ max_age: '3599' }, { claims }]) {
      expect((await browser.open(app.url(more))).heading).toBe('Enter the password');
      await browser.open(app.url({ ...more, prompt: 'none' }));
      expect(app.calls.at(-1)?.received).toMatchObject({ error: 'login_required' });
    }
    expect((await browser.open(app.url({ max_age: '3700' }))).heading).toBe('The app was called');
  });

  test('is the password of the picked account, also after a sign-in with another one', async () => {
    const browser = new PlainBrowser();
    const pick = async (name: string) => {
      const flow = browser.page.url.searchParams.get('flow');
      await browser.open(`${emulator.pages}/signin/account?flow=${flow}`);
      const id = emulator.users.findIndex(({ username }) => username.startsWith(name));
      await browser.send({ account: defaultDirectory.tenants[0]?.users[id]?.id ?? '' });
      return browser.page.url;
    };
    await browser.open(app.url());
    await browser.signIn('bruno');
    await browser.send({ answer: 'no' });
    await browser.open(app.url({ prompt: 'login' }));
    expect((await pick('bruno')).pathname).toBe('/signin/password');
    await emulator.control.advanceClock(3600);
    await browser.open(app.url({ max_age: '60' }));
    const [, other = ''] = /href="(\/signin\/username[^"]*)"/.exec(browser.page.body) ?? [];
    await browser.open(`${emulator.pages}${other}`);
    expect((await browser.signIn('adele')).heading).toBe('Stay signed in?');
    const { search } = await pick('bruno');
    expect((await browser.open(`${emulator.pages}/signin/stay${search}`)).status).toBe(400);
    expect(app.calls).toHaveLength(1);
  });

  test('none: answers with the time of the sign-in, or with the reason in an error code', async () => {
    const browser = new PlainBrowser();
    await browser.open(app.url());
    await browser.signIn('adele');
    await browser.send({ answer: 'no' });
    await browser.open(app.url({ prompt: 'none', max_age: '60' }));
    const { json } = await app.redeem(app.calls.at(-1)?.received['code'] ?? '');
    expect(decodeJwt(String(json['id_token']))).toHaveProperty('auth_time', expect.any(Number));
    const another = new PlainBrowser();
    await another.open(app.url());
    expect((await another.signIn('emil')).heading).toBe('Choose a new password');
    await another.open(app.url({ prompt: 'none' }));
    expect(app.calls.at(-1)?.received).toMatchObject({ error: 'interaction_required' });
    await emulator.control.user({ does: 'approve', as: 'lena@contoso.example' });
    await another.open(app.url());
    expect(app.calls.at(-1)?.received).toMatchObject({ error: 'access_denied' });
  });

  test('offers only accounts of the domain that the app hints at', async () => {
    const browser = new PlainBrowser();
    for (const [name, domain] of [
      ['adele', 'contoso.example'],
      ['gina', 'northwind.example'],
    ] as const) {
      await browser.open(app.url({ prompt: 'login' }));
      await browser.signIn(name, domain);
      await browser.send({ answer: 'no' });
    }
    expect((await browser.open(app.url())).heading).toBe('Pick an account');
    const hinted = await browser.open(app.url({ domain_hint: 'Northwind.example' }));
    expect(hinted.heading).toBe('The app was called');
    expect((await browser.open(app.url({ domain_hint: 'consumers' }))).heading).toBe('Sign in');
    await browser.open(app.url({ domain_hint: 'organizations', prompt: 'none' }));
    expect(app.calls.at(-1)?.received).toMatchObject({ error: 'interaction_required' });
  });

  test('has the hint filled in, when it is an unknown user', async () => {
    const { body } = await followSignIn(app.url({ login_hint: 'nobody@contoso.example' }));
    expect(body).toContain('value="nobody@contoso.example"');
  });

  test('is in the trace, without what the app sent', async () => {
    await app.open();
    const exchanges = await emulator.control.exchanges();
    expect(exchanges).toMatchObject([{ endpoint: 'authorize', clientId: emulator.clientId }]);
    expect(JSON.stringify(exchanges)).not.toContain('nonce-1');
  });
});

import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultDirectory } from '@entra-flows/identity-emulator';
import { normalised } from '@entra-flows/sample-testing';
import { plainBrowser, textOf } from '@entra-flows/identity-emulator/testing/plain-browser';
import { csrfOf } from '../testing/csrf-of.ts';
import { app as product } from './auth-config.ts';
import {
  ADELE,
  app,
  approve,
  BRUNO,
  count,
  emulator,
  heldAnswer,
  letPass,
  restart,
  signedIn,
  useApp,
} from '../testing/use-app.ts';

useApp();

describe('signing in', () => {
  test('sends the browser off with state, nonce and a PKCE challenge, all new each time', async () => {
    const browser = plainBrowser();
    const first = new URL((await browser.open(`${app.url}/sign-in`, 0)).headers['location'] ?? '');
    const second = new URL((await browser.open(`${app.url}/sign-in`, 0)).headers['location'] ?? '');
    expect(first.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.searchParams.get(name)).toMatch(/^[\w-]{36,43}$/);
      expect(second.searchParams.get(name)).not.toBe(first.searchParams.get(name));
    }
  });

  test('ends at the profile, with no token in page, cookie or address', async () => {
    const { browser, page } = await signedIn();
    expect(page).toMatchObject({ status: 200, url: `${app.url}/profile` });
    expect(page.body).toContain(`${ADELE}: token from the cache`);
    expect(page.body).toContain(`&quot;userPrincipalName&quot;: &quot;${ADELE}&quot;`);
    expect(page.body + [...browser.cookies].join()).not.toMatch(/eyJ[\w-]+\.eyJ|secret/i);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(normalised(textOf(page))).toMatchSnapshot('profile');
    const start = await browser.open(app.url);
    expect(start.body).toMatch(new RegExp(`You are signed in</h1>\\s*<p class="who">${ADELE}`));
    expect(textOf(start)).toMatchSnapshot('start page');
  });

  test('begins a new session, whose cookie no script and no other site gets', async () => {
    const name = `web-auth-code-${new URL(app.url).port}`;
    const { browser } = await signedIn(BRUNO);
    const before = browser.cookies.get(name) ?? '';
    const { answer } = await heldAnswer(browser);
    const { setCookies } = await browser.open(answer, 0);
    expect(browser.cookies.get(name)).not.toBe(before);
    expect(setCookies.join()).toMatch(/Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
    const planted = plainBrowser();
    planted.cookies.set(name, before);
    expect((await planted.open(app.url)).body).toContain('You are not signed in');
  });

  test('goes to no address from outside', async () => {
    await approve(ADELE);
    const query = '?returnTo=https://evil.example&redirect_uri=https://evil.example';
    const page = await plainBrowser().open(`${app.url}/sign-in${query}`);
    expect(page.url).toBe(`${app.url}/profile`);
  });

  test('never mixes two users in two browsers', async () => {
    const [adele, bruno] = [await signedIn(ADELE), await signedIn(BRUNO)];
    const pages = await Promise.all(
      [adele, bruno, adele, bruno].map(({ browser }) => browser.open(`${app.url}/profile`)),
    );
    const names = pages.map(({ body }) => /([\w@.]+): token from/.exec(body)?.[1]);
    expect(names).toEqual([ADELE, BRUNO, ADELE, BRUNO]);
    for (const [at, { body }] of pages.entries())
      expect(body).not.toContain(at % 2 ? ADELE : BRUNO);
  });

  test('as a confidential client sends its secret with the code and with the refresh', async () => {
    const web = defaultDirectory.tenants
      .flatMap(({ apps }) => apps)
      .find(({ name }) => name === 'Contoso Web');
    const [secret = ''] = web?.secrets ?? [];
    const client = { clientId: web?.clientId ?? '' };
    await restart({ client, env: { ENTRA_CLIENT_SECRET: secret } });
    const [codes, refreshes] = [await count('authorization_code'), await count('refresh_token')];
    const { browser, page } = await signedIn(ADELE, { expired: 1 });
    expect(page.body).toContain(`${ADELE}: token from the authority`);
    const after = [await count('authorization_code'), await count('refresh_token')];
    expect(after).toEqual([codes + 1, refreshes + 1]);
    await restart({ client, env: { ENTRA_CLIENT_SECRET: 'not-the-secret' } });
    const refused = await signedIn();
    expect(refused.page.body).toContain('AADSTS7000215');
    expect(refused.page.body).not.toContain('not-the-secret');
    expect((await browser.open(app.url)).body).toContain('You are not signed in');
  });
});

describe('an answer of the authority', () => {
  test.each([
    ['that is sent again', (answer: string) => answer],
    ['with another state', (answer: string) => answer.replace(/\bstate=[^&]+/, 'state=__proto__')],
    ['with two states', (answer: string) => `${answer}&state=1`],
    ['without a state', (answer: string) => answer.replace(/\bstate=[^&]+/, '')],
    ['without a code', (answer: string) => answer.replace(/\bcode=[^&]+/, '')],
  ])('%s is refused', async (name, changed) => {
    const { browser, answer } = await heldAnswer();
    const before = new Map(browser.cookies);
    if (name === 'that is sent again') await browser.open(answer);
    const redeemed = await count('authorization_code');
    // With everything that the browser had then, and nothing that it got since.
    browser.cookies.clear();
    for (const [cookie, value] of before) browser.cookies.set(cookie, value);
    const page = await browser.open(changed(answer));
    expect(page.status).toBe(400);
    expect(page.body).toContain('state_unknown');
    expect(await count('authorization_code')).toBe(redeemed);
  });

  test('for another browser is refused there, and still good where it belongs', async () => {
    const { browser, answer } = await heldAnswer();
    const { browser: thief } = await signedIn(BRUNO);
    expect((await thief.open(answer)).body).toContain(`${BRUNO}: token`);
    expect((await plainBrowser().open(answer)).status).toBe(400);
    expect((await thief.open(app.url)).body).toContain(BRUNO);
    expect((await browser.open(answer)).body).toContain(`${ADELE}: token`);
  });

  test('twice at the same moment is redeemed once', async () => {
    const { browser, answer } = await heldAnswer();
    const pages = await Promise.all([browser.open(answer, 0), browser.open(answer, 0)]);
    expect(pages.map(({ status }) => status).sort()).toEqual([303, 400]);
  });

  test('with an ID token for another nonce does not sign the user in', async () => {
    const { browser, answer } = await heldAnswer();
    const claims = { nonce: 'another', oid: 'x', tid: 'y', sub: 'z', preferred_username: BRUNO };
    const forged = ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'x'].join(
      '.',
    );
    await emulator.control.fault({
      at: 'token',
      times: 1,
      answer: { merge: { id_token: forged } },
    });
    const page = await browser.open(answer);
    expect(page.body).toContain('nonce_mismatch');
    expect((await browser.open(app.url)).body).toContain('You are not signed in');
  });

  test('that the user declined is explained', async () => {
    await emulator.control.user({ does: 'decline', times: 1 });
    const page = await plainBrowser().open(`${app.url}/sign-in`);
    expect(page.status).toBe(400);
    expect(page.body).toMatch(/access_denied|AADSTS65004/);
    expect(page.body).toMatch(/Next: /);
    expect(normalised(textOf(page))).toMatchSnapshot('failure');
  });

  test.each([
    [
      'throttled',
      { status: 429, headers: { 'retry-after': '30' }, body: 'Too many requests.' },
      503,
    ],
    ['AADSTS53003', { aadsts: 'AADSTS53003' }, 400],
    ['an outage', { status: 503, body: '<html>' }, 503],
  ])('whose code cannot be redeemed (%s) is explained', async (_name, answer, status) => {
    const held = await heldAnswer();
    await emulator.control.fault({ at: 'token', answer });
    const page = await held.browser.open(held.answer);
    expect(page.status).toBe(status);
    expect(page.body).toMatch(/Why: .*\nNext: /s);
    expect(page.body).not.toMatch(/\n\s+at /);
  });
});

test('a mistake of the program is 500, and its log says which', async () => {
  const client = { attempts: 0 } as object;
  await restart({ client });
  const page = await plainBrowser().open(`${app.url}/sign-in`);
  expect(page.status).toBe(500);
  expect(page.body).toContain('mistake in its code or settings');
  expect(app.lines.at(-1)).toBe('500 TypeError: attempts has to be a whole number from 1');
});

describe('a token that has run out', () => {
  const refuseRefresh = (aadsts: string) =>
    emulator.control.fault({ at: 'token', grant: 'refresh_token', answer: { aadsts } });

  test('is renewed silently, once for requests at the same time', async () => {
    const { browser } = await signedIn(ADELE, { expired: 2 });
    const before = await count('refresh_token');
    const pages = [1, 2, 3].map(() => browser.open(`${app.url}/profile`));
    for (const { body } of await Promise.all(pages)) expect(body).toContain(`${ADELE}: token from`);
    expect(await count('refresh_token')).toBe(before + 1);
  });

  test('and cannot be renewed falls through to the flow, for the same user', async () => {
    const { browser } = await signedIn(ADELE, { expired: 2 });
    await refuseRefresh('AADSTS700082');
    letPass(60_000);
    const { headers } = await browser.open(`${app.url}/profile`, 0);
    const asked = new URL(headers['location'] ?? '');
    expect(asked.pathname).toMatch(/authorize$/);
    expect(asked.searchParams.get('login_hint')).toBe(ADELE);
    await approve(ADELE);
    expect((await browser.open(asked.href)).body).toContain(`${ADELE}: token from the cache`);
  });

  test('and cannot be renewed for a reason that a sign-in does not change is explained instead', async () => {
    const { browser } = await signedIn(ADELE, { expired: 2 });
    await refuseRefresh('AADSTS700016');
    const page = await browser.open(`${app.url}/profile`);
    expect([page.status, page.url]).toEqual([400, `${app.url}/profile`]);
    expect(page.body).toContain('AADSTS700016');
  });

  test('and cannot be used right after a sign-in sends the browser in no circle', async () => {
    await refuseRefresh('AADSTS700082');
    const { page } = await signedIn(ADELE, { expired: 1 });
    expect(page.status).toBe(502);
    expect(page.body).toContain('no_token_after_sign_in');
  });
});

describe('signing out', () => {
  test('ends the session, removes the tokens, and goes on to the authority and back', async () => {
    const { browser, page } = await signedIn();
    const form = { csrf: csrfOf(page) };
    const { headers, status } = await browser.post(`${app.url}/sign-out`, form, 0);
    const target = new URL(headers['location'] ?? '');
    expect(status).toBe(303);
    expect(target.origin + target.pathname).toMatch(/\/oauth2\/v2\.0\/logout$/);
    expect(target.searchParams.get('post_logout_redirect_uri')).toBe(app.url);
    expect(target.searchParams.get('logout_hint')).toBe(ADELE);
    expect(page.headers['content-security-policy']).toContain(
      `form-action 'self' ${target.origin}`,
    );
    expect((await browser.open(app.url)).body).toContain('You are not signed in');
    const again = await browser.open(`${app.url}/profile`, 0);
    expect(again.headers['location']).toContain('/authorize');
  });

  test.each([{}, { csrf: '' }, { csrf: 'x'.repeat(32) }, { 'csrf[]': 'x' }])(
    'by a form of another page (%j) is refused',
    async (form) => {
      const { browser } = await signedIn();
      const page = await browser.post(`${app.url}/sign-out`, form);
      expect(page.status).toBe(403);
      expect((await browser.open(app.url)).body).toContain(ADELE);
    },
  );

  test('by a link is not possible', async () => {
    const { browser } = await signedIn();
    expect((await browser.open(`${app.url}/sign-out`)).status).toBe(404);
    expect((await browser.open(app.url)).body).toContain(ADELE);
  });
});

test('behind a proxy with TLS the cookie is for https and this host alone', async () => {
  await restart({ env: { PUBLIC_URL: 'https://app.example/' } });
  const browser = plainBrowser();
  const { headers, setCookies } = await browser.open(`${app.url}/sign-in`, 0);
  expect(headers['location']).toContain('redirect_uri=https%3A%2F%2Fapp.example');
  expect(headers['strict-transport-security']).toBeDefined();
  expect(setCookies).toEqual([]); // not over plain http
  const throughProxy = plainBrowser({ 'x-forwarded-proto': 'https' });
  const page = await throughProxy.open(`${app.url}/sign-in`, 0);
  expect(page.setCookies.join()).toMatch(/^__Host-web-auth-code-sign-in-.*; HttpOnly; Secure;/);
  const { port } = new URL(app.url);
  for (const host of ['app.example', 'App.Example:443', `127.0.0.1:${port}`, `[::1]:${port}`]) {
    expect((await throughProxy.open(app.url, 0, { headers: { host } })).status).toBe(200);
  }
  const elsewhere = { headers: { host: 'app.example:80' } };
  expect((await throughProxy.open(app.url, 0, elsewhere)).status).toBe(421);
  // One line, however many requests come that way.
  await browser.open(`${app.url}/profile`, 0);
  expect(app.lines.filter((line) => line.includes('X-Forwarded-Proto: https'))).toHaveLength(1);
});

test.each(['evil.example', 'localhost', 'localhost:1', '127.0.0.1.nip.io:80', 'a@b'])(
  'under another host (%j) nothing is answered',
  async (host) => {
    const { browser } = await signedIn();
    const page = await browser.open(app.url, 0, { headers: { host } });
    expect([page.status, page.setCookies]).toEqual([421, []]);
    expect(page.body).not.toContain(ADELE);
  },
);

test('under an address of loopback a page leads to the name that the sign-in comes back to', async () => {
  const { port } = new URL(app.url);
  for (const host of ['127.0.0.1', '[::1]']) {
    const page = await plainBrowser().open(`http://${host}:${port}//evil.example?a=b`, 0);
    expect(page.headers['location']).toBe(`${app.url}//evil.example?a=b`);
  }
});

test('an unknown page is one of the app, and leads to its start page', async () => {
  for (const path of ['/nothing', '/sign-out', '/%ff']) {
    const page = await plainBrowser().open(app.url + path);
    expect([400, 404]).toContain(page.status);
    expect(page.body).toContain('href="/">Start page</a>');
  }
});

test.each(['/sign-out', '/', '/nothing'])(
  'a body that is refused is not read to its end (POST %s)',
  async (path) => {
    const { browser } = await signedIn();
    const { host } = new URL(app.url);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const socket = connect(Number(host.split(':')[1]), 'localhost');
    let ended = false;
    socket
      .on('error', () => undefined)
      .on('close', () => (ended = true))
      .resume();
    const head = [`POST ${path} HTTP/1.1`, `host: ${host}`, `cookie: ${cookie}`];
    head.push('content-type: application/x-www-form-urlencoded', 'transfer-encoding: chunked');
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    // It has no end of its own.
    let sent = 0;
    for (; !ended; sent += 1) {
      socket.write(`1000\r\n${'x'.repeat(4096)}\r\n`);
      if (sent > 20_000) throw new Error('the app still reads');
      await new Promise(setImmediate);
    }
  },
);

test('GET /healthz answers without a session', async () => {
  const { status, body, setCookies } = await plainBrowser().open(`${app.url}/healthz`);
  expect([status, body, setCookies]).toEqual([200, '{"status":"ok"}', []]);
});

describe('under a name that users read', () => {
  const { name } = product;
  afterEach(() => {
    product.name = name;
  });

  test.each(['Fabrikam Portal', '파브리캄 포털', 'A (b), "c"; d=é'])(
    'signs users in, and out (%s)',
    async (own) => {
      product.name = own;
      await restart({});
      const { browser, page } = await signedIn();
      expect(page).toMatchObject({ status: 200, url: `${app.url}/profile` });
      expect(textOf(page)).toContain(own);
      await browser.post(`${app.url}/sign-out`, { csrf: csrfOf(page) }, 0);
      expect((await browser.open(app.url)).body).toContain('You are not signed in');
    },
  );
});

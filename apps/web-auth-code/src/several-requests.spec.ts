import { describe, expect, test } from '@jest/globals';
import { startApp } from '../testing/app-in-process.ts';
import {
  plainBrowser,
  type PlainBrowser,
  type PlainPage as Page,
} from '@entra-flows/identity-emulator/testing/plain-browser';
import { csrfOf } from '../testing/csrf-of.ts';
import {
  ADELE,
  app,
  BRUNO,
  count,
  emulator,
  heldAnswer,
  letPass,
  signedIn,
  useApp,
} from '../testing/use-app.ts';

useApp();

const signOut = (browser: PlainBrowser, page: Page) =>
  browser.post(`${app.url}/sign-out`, { csrf: csrfOf(page) }, 0);

/** The next call of the store for tokens waits: `reached` when it is made, until `release`. */
function hold(name: 'lock' | 'replace') {
  const { store } = app.storage;
  const call = store[name].bind(store) as (...args: unknown[]) => Promise<never>;
  let reach!: () => void;
  let release!: () => void;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const gate = new Promise<void>((resolve) => (release = resolve));
  store[name] = async (key: string, ...rest: unknown[]) => {
    if (!key.includes(':user:')) return call(key, ...rest);
    store[name] = call;
    reach();
    await gate;
    return call(key, ...rest);
  };
  return { reached, release };
}

describe('a sign-out', () => {
  test.each(['lock', 'replace'] as const)(
    'outlasts a refresh that is under way (%s)',
    async (step) => {
      const { browser, page } = await signedIn(ADELE, { expired: 2 });
      letPass(60_000);
      const { reached, release } = hold(step);
      const profile = browser.open(`${app.url}/profile`, 0);
      await reached;
      await signOut(browser, page);
      release();
      const { status, headers, body } = await profile;
      expect([status, headers['location']]).toEqual([303, '/']);
      expect(body).not.toContain(ADELE);
      expect((await browser.open(app.url)).body).toContain('You are not signed in');
    },
  );

  test('outlasts the step-up that an API asked for meanwhile', async () => {
    const { browser, page } = await signedIn();
    letPass(60_000);
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    await emulator.control.fault({
      at: 'graph',
      times: 1,
      answer: { status: 401, headers: { 'www-authenticate': challenge }, body: '{}' },
    });
    const { reached, release } = hold('lock');
    const profile = browser.open(`${app.url}/profile`, 0);
    await reached;
    await signOut(browser, page);
    release();
    expect((await profile).headers['location']).toBe('/');
    expect((await browser.open(app.url)).body).toContain('You are not signed in');
  });

  test.each(['in the session', 'before it'])(
    'outlasts a redemption under way that began %s',
    async (begun) => {
      const browser = plainBrowser();
      const first = await heldAnswer(browser);
      if (begun === 'in the session') await browser.open(first.answer, 0);
      const { answer } = await heldAnswer(browser);
      if (begun === 'before it') await browser.open(first.answer, 0);
      const page = await browser.open(app.url);
      const { reached, release } = hold('replace');
      const second = browser.open(answer, 0);
      await reached;
      await signOut(browser, page);
      release();
      expect((await second).headers['location']).toBe('/');
      expect((await browser.open(app.url)).body).toContain('You are not signed in');
    },
  );

  test.each([ADELE, BRUNO])(
    'makes void what began in the session, and comes back later as %s',
    async (as) => {
      const { browser, page } = await signedIn();
      const { answer } = await heldAnswer(browser, { as });
      await signOut(browser, page);
      expect((await browser.open(answer, 0)).headers['location']).toBe('/');
      expect((await browser.open(app.url)).body).toContain('You are not signed in');
    },
  );

  test('in one browser ends the session of the other, also after the next sign-in', async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    expect((await two.browser.open(app.url)).body).toContain(ADELE);
    await signOut(one.browser, one.page);
    expect((await two.browser.open(app.url)).body).toContain('You are not signed in');
    // Not seen in between: the next sign-in is what it meets.
    const three = await signedIn();
    await signOut(three.browser, three.page);
    const again = await signedIn();
    for (const { browser } of [one, two, three]) {
      const page = await browser.open(`${app.url}/profile`, 0);
      expect(page.headers['location']).toContain('/authorize');
      expect(page.body).not.toContain('Graph');
    }
    expect((await again.browser.open(`${app.url}/profile`)).body).toContain('token from the cache');
  });

  test('ends sessions of that user alone', async () => {
    const [adele, bruno] = [await signedIn(), await signedIn(BRUNO)];
    await signOut(adele.browser, adele.page);
    expect((await bruno.browser.open(`${app.url}/profile`)).body).toContain(`${BRUNO}: token`);
  });
});

describe('tabs of one browser', () => {
  test.each([
    ['in their order', [0, 1]],
    ['the later one first', [1, 0]],
  ])('each end at the profile, %s', async (_name, order) => {
    const browser = plainBrowser();
    const answers = [];
    for (let tab = 0; tab < 2; tab += 1) answers.push((await heldAnswer(browser)).answer);
    for (const tab of order) {
      const page = await browser.open(answers[tab] ?? '');
      expect(page).toMatchObject({ status: 200, url: `${app.url}/profile` });
    }
  });

  test('restored together each end at the profile', async () => {
    await emulator.control.user({ does: 'approve', as: ADELE });
    const browser = plainBrowser();
    const tabs = [1, 2, 3, 4, 5].map(() => browser.open(`${app.url}/profile`, 30));
    for (const page of await Promise.all(tabs)) {
      expect(page).toMatchObject({ status: 200, url: `${app.url}/profile` });
      expect(page.body).toContain(`${ADELE}: token`);
    }
  });

  test('ten at a time can wait; the oldest makes way for the eleventh', async () => {
    const browser = plainBrowser();
    const answers: string[] = [];
    for (let tab = 0; tab < 11; tab += 1) answers.push((await heldAnswer(browser)).answer);
    // The emulator has cookies at this name, too.
    const own = [...browser.cookies.keys()].filter((name) => name.startsWith('web-auth-code-'));
    expect(own).toHaveLength(10);
    const [first = '', second = ''] = answers;
    expect((await browser.open(first)).status).toBe(400);
    expect((await browser.open(second)).status).toBe(200);
  });

  test('an answer once more (back, reload, a bookmark) leads to the page', async () => {
    const { browser, answer } = await heldAnswer();
    await browser.open(answer);
    const redeemed = await count('authorization_code');
    for (const address of [answer, `${app.url}/?code=x&state=y`, `${app.url}/?error=x&state=y`]) {
      const page = await browser.open(address);
      expect(page).toMatchObject({ status: 200, url: `${app.url}/profile` });
    }
    expect(await count('authorization_code')).toBe(redeemed);
  });

  test('an answer that took more than half an hour says so', async () => {
    const { browser, answer } = await heldAnswer();
    letPass(31 * 60_000);
    const page = await browser.open(answer);
    expect(page.status).toBe(400);
    expect(page.body).toMatch(/more than 30 minutes.*store was emptied/s);
  });
});

test('two of these apps on localhost leave each other alone', async () => {
  const { browser } = await signedIn();
  const other = await startApp(emulator);
  try {
    const { answer } = await heldAnswer(browser, { as: BRUNO, at: other });
    expect((await browser.open(answer)).body).toContain(`${BRUNO}: token`);
    expect((await browser.open(app.url)).body).toContain(ADELE);
  } finally {
    await other.close();
  }
});

describe('a request that only looks', () => {
  const ahead: [string, Record<string, string>][] = [
    ['sec-purpose', { 'sec-purpose': 'prefetch' }],
    ['sec-purpose with prerender', { 'sec-purpose': 'prefetch;prerender' }],
    ['purpose', { purpose: 'prefetch' }],
    ['x-moz', { 'x-moz': 'prefetch' }],
    ['x-purpose', { 'x-purpose': 'preview' }],
  ];

  test.each(ahead)('(%s) redeems no code and begins no sign-in', async (_name, headers) => {
    const { browser, answer } = await heldAnswer();
    const before = (await emulator.control.exchanges()).length;
    for (const address of [answer, `${app.url}/sign-in`, `${app.url}/profile`]) {
      const page = await browser.open(address, 0, { headers });
      expect([page.status, page.setCookies, page.headers['location']]).toEqual([
        503,
        [],
        undefined,
      ]);
      const { status, body, setCookies } = await browser.open(address, 0, { method: 'HEAD' });
      expect([status, body, setCookies]).toEqual([200, '', []]);
    }
    expect((await emulator.control.exchanges()).length).toBe(before);
    expect((await browser.open(answer)).body).toContain(`${ADELE}: token`);
  });

  test('pushes no pending sign-in out', async () => {
    const { browser, answer } = await heldAnswer();
    for (let times = 0; times < 11; times += 1) {
      await browser.open(`${app.url}/sign-in`, 0, { headers: { 'sec-purpose': 'prefetch' } });
    }
    expect((await browser.open(answer)).status).toBe(200);
  });
});

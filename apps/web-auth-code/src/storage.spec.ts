import { promisify } from 'node:util';
import { beforeEach, expect, test } from '@jest/globals';
import type { SessionData } from 'express-session';
import {
  plainBrowser,
  type PlainBrowser,
} from '@entra-flows/identity-emulator/testing/plain-browser';
import { csrfOf } from '../testing/csrf-of.ts';
import { ADELE, app, BRUNO, emulator, heldAnswer, signedIn, useApp } from '../testing/use-app.ts';
import { readSettings } from './settings.ts';
import { openStorage } from './storage.ts';
import { userClients } from './user-clients.ts';

/** What the app wrote, by key. */
let written: Map<string, string>;

useApp();
beforeEach(() => {
  written = new Map();
  const { store } = app.storage;
  const { replace, put } = store;
  store.replace = (key, seen, text, ttl) => {
    written.set(key, text);
    return replace(key, seen, text, ttl);
  };
  store.put = (key, text, ttl) => {
    written.set(key, text);
    return put(key, text, ttl);
  };
});

const cookieName = () => `web-auth-code-${new URL(app.url).port}`;
/** The session ID that a browser has, out of the signed cookie `s:ID.signature`. */
const sessionIdOf = ({ cookies }: PlainBrowser) =>
  decodeURIComponent(cookies.get(cookieName()) ?? '')
    .replace(/^s:/, '')
    .replace(/\..*$/, '');
const sessionKeys = () => [...written.keys()].filter((key) => key.includes(':session:'));
const userKeys = () => [...written.keys()].filter((key) => key.includes(':user:'));
const sessionOf = (browser: PlainBrowser) => {
  const { sessions } = app.storage;
  return promisify<string, SessionData | null | undefined>(sessions.get.bind(sessions))(
    sessionIdOf(browser),
  );
};

test('visitors who only begin a sign-in leave nothing, and have no session', async () => {
  const { browser, answer } = await heldAnswer();
  for (const path of ['/', '/profile', '/sign-in', '/nothing'])
    await browser.open(app.url + path, 0);
  expect([...written.keys()].filter((key) => !key.includes('discovery'))).toEqual([]);
  expect([...browser.cookies.keys()]).not.toContain(cookieName());
  await browser.open(answer, 0);
  expect(sessionKeys()).toHaveLength(1);
});

test('a session says who the user is, and holds no token', async () => {
  const { browser } = await signedIn();
  const session = await sessionOf(browser);
  expect(Object.keys(session ?? {}).sort()).toEqual(
    ['account', 'cookie', 'csrfToken', 'epoch', 'signOutPage', 'signedInAt'].sort(),
  );
  expect(Object.keys(session?.account ?? {}).sort()).toEqual(
    ['environment', 'homeAccountId', 'localAccountId', 'name', 'tenantId', 'username'].sort(),
  );
  expect(JSON.stringify(session)).not.toMatch(/eyJ[\w-]+\.eyJ|secret/i);
});

test('nothing is kept in clear, and the browser cannot read what it keeps', async () => {
  const { browser, answer } = await heldAnswer();
  const { nonce } = Object.fromEntries(new URL(answer).searchParams);
  expect(nonce).toBeUndefined();
  const { headers } = await browser.open(`${app.url}/sign-in`, 0);
  const asked = new URL(headers['location'] ?? '').searchParams.get('nonce') ?? 'none';
  const { browser: other } = await signedIn();
  const session = await sessionOf(other);
  const kept = [...written.values(), ...browser.cookies.values(), ...other.cookies.values()].join();
  for (const text of [
    ADELE,
    asked,
    'codeVerifier',
    session?.csrfToken ?? 'none',
    session?.epoch ?? 'none',
  ])
    expect(kept).not.toContain(text);
});

test('a session that another program wrote, changed or moved does not count', async () => {
  const [adele, bruno] = [await signedIn(), await signedIn(BRUNO)];
  const [adeles = '', brunos = ''] = sessionKeys();
  const { store } = app.storage;
  const sealed = written.get(adeles) ?? '';
  const plain = JSON.stringify(await sessionOf(adele.browser));
  const flipped = sealed.replace(/.{5}$/, 'AAAA=');
  for (const text of [sealed, plain, flipped]) {
    await store.put(brunos, text, 60_000);
    expect((await bruno.browser.open(app.url)).body).toContain('You are not signed in');
  }
});

test('a save brings no session back that was ended, and changes one that is there', async () => {
  const { browser } = await signedIn();
  const [key = ''] = sessionKeys();
  const { sessions, store } = app.storage;
  const id = sessionIdOf(browser);
  const load = async () => {
    const data = await sessionOf(browser);
    if (!data) throw new Error('no session');
    return sessions.createSession({ sessionStore: sessions } as never, data);
  };
  const save = promisify((session: SessionData, done: (error?: unknown) => void) =>
    sessions.set(id, session, done),
  );
  const [first, second] = [await load(), await load()];
  await save(Object.assign(first, { signedInAt: 1 }));
  expect((await sessionOf(browser))?.signedInAt).toBe(1);
  await store.remove(key);
  await save(Object.assign(second, { signedInAt: 2 }));
  await save(first);
  expect(await store.read(key)).toBeUndefined();

  // One that this very request has made.
  const made = { ...first } as SessionData;
  await save(made);
  expect((await sessionOf(browser))?.signedInAt).toBe(1);
  await store.remove(key);
  await save(made);
  expect(await store.read(key)).toBeUndefined();
});

test('a sign-out leaves neither session nor tokens', async () => {
  const { browser, page } = await signedIn();
  const [[session = ''], [user = '']] = [sessionKeys(), userKeys()];
  const { store } = app.storage;
  expect(await store.read(user)).toMatch(/^sealed1:/);
  await browser.post(`${app.url}/sign-out`, { csrf: csrfOf(page) }, 0);
  expect([await store.read(session), await store.read(user)]).toEqual([undefined, 'signed-out']);
});

test('a pending sign-in is used once, also when its code could not be redeemed', async () => {
  const { browser, answer } = await heldAnswer();
  const kept = new Map(browser.cookies);
  await emulator.control.fault({ at: 'token', times: 1, answer: { aadsts: 'AADSTS53003' } });
  expect((await browser.open(answer)).body).toContain('AADSTS53003');
  const again = plainBrowser();
  for (const [name, value] of kept) again.cookies.set(name, value);
  const before = (await emulator.control.exchanges()).length;
  expect((await again.open(answer)).body).toContain('state_unknown');
  expect((await emulator.control.exchanges()).length).toBe(before);
});

test("a pending sign-in's cookie is good for its own state alone", async () => {
  const browser = plainBrowser();
  const [first, second] = [await heldAnswer(browser), await heldAnswer(browser)];
  const [one = '', two = ''] = [...browser.cookies.keys()].filter((name) =>
    name.includes('-sign-in-'),
  );
  const [a = '', b = ''] = [browser.cookies.get(one), browser.cookies.get(two)];
  browser.cookies.set(one, b).set(two, a);
  for (const { answer } of [first, second]) {
    expect((await browser.open(answer)).body).toContain('state_unknown');
  }
});

test('what seals a session opens neither cookies nor tokens', async () => {
  await signedIn();
  const [key = ''] = sessionKeys();
  expect(app.storage.cookieSeal.open(key, written.get(key) ?? '')).toBeUndefined();
  const secret = app.storage.secrets[0] ?? '';
  const other = openStorage(readSettings([], { SESSION_SECRET: secret }), () => undefined);
  expect(other.cookieSeal.open('a', app.storage.cookieSeal.seal('a', 'text'))).toBe('text');
});

test('clients of users are let go, the one not used for longest first', () => {
  const { clientId, authority, graph } = emulator;
  const config = { client: { clientId, authority }, graph, scopes: ['User.Read'] };
  const clients = userClients(config, app.storage.tokens);
  const of = (owner: string) => clients.of({ owner, epoch: '1' });
  const [first, second] = [of('first'), of('second')];
  for (let count = 0; count < 198; count += 1) of(`${count}`);
  expect(of('first')).toBe(first);
  of('one more');
  expect([of('first') === first, of('second') === second]).toEqual([true, false]);
});

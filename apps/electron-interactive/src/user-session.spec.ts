// @long rare situations; app-in-stand-in.spec.ts shows a session from its start to its end
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';
import { buildApp } from '../launch/build-app.ts';
import {
  type AppInProcess,
  appInProcess,
  type UserSessionOptions,
} from '../testing/app-in-process.ts';
import { standInEvent } from '../testing/stand-in/stand-in-event.ts';
import type { SessionState } from './session-api.ts';

const ADELE = 'adele@contoso.example';
let emulator: IdentityEmulator;
let place: Place;
let app: string;
let running: AppInProcess;

beforeAll(async () => {
  app = mkdtempSync(join(tmpdir(), 'running-app-'));
  const [started] = await Promise.all([startIdentityEmulator(), buildApp(app)]);
  emulator = started;
  place = placeFor(emulator, 'electron-interactive');
});
afterAll(async () => {
  await emulator.close();
  place.remove();
  rmSync(app, { recursive: true, force: true });
});
beforeEach(async () => {
  await emulator.control.reset();
  await emulator.control.user({ does: 'approve', as: ADELE });
});
afterEach(() => running.end());

const start = async (options: UserSessionOptions = {}) => {
  running = await appInProcess(app, { env: place.env, ...options });
};
const ask = async (...message: Parameters<AppInProcess['ask']>) =>
  (await running.ask(...message)) as { value?: SessionState; problem?: string };
const listed = ({ value }: { value?: SessionState }) =>
  value?.accounts.map(({ username }) => username);

describe('by a scheme of the app’s own', () => {
  const scheme = () => `msal${emulator.clientId}`;
  /** What the system does with an address of the scheme. */
  const secondInstance = (...argv: string[]) =>
    running.electron.app.emit('second-instance', standInEvent({}), ['electron', ...argv], '');
  const openUrl = (address: string) => {
    const event = standInEvent({});
    running.electron.app.emit('open-url', event, address);
    return event.defaultPrevented;
  };

  beforeEach(() => start({ switches: ['custom-scheme'] }));

  test('the app is registered for it, and a second instance brings the answer', async () => {
    expect(running.record.protocolClients).toEqual([scheme()]);
    let asked = '';
    running.browser.open = (link) => {
      asked = link;
      void followSignIn(link).then(({ url }) => secondInstance('--a-switch', url));
    };
    expect(listed(await ask('signIn'))).toEqual([ADELE]);
    const { redirect_uri, response_mode } = Object.fromEntries(new URL(asked).searchParams);
    expect([redirect_uri, response_mode]).toEqual([`${scheme()}://auth`, 'query']);
  });

  test('macOS hands the address to the app that runs', async () => {
    running.browser.open = (link) => void followSignIn(link).then(({ url }) => openUrl(url));
    expect(listed(await ask('signIn'))).toEqual([ADELE]);
  });

  test('an address that was not asked for, or that is forged, does nothing', async () => {
    expect(openUrl(`${scheme()}://auth?code=x&state=y`)).toBe(true);
    secondInstance(`${scheme()}://auth?code=x&state=y`, 'https://evil.example/', '');
    running.browser.open = (link) => {
      openUrl(`${scheme()}://auth?code=x&state=made-up`);
      openUrl(`msalother://auth?code=x&state=${new URL(link).searchParams.get('state')}`);
      void followSignIn(link).then(({ url }) => openUrl(url));
    };
    expect(listed(await ask('signIn'))).toEqual([ADELE]);
  });

  test('and it is not registered where loopback is the way', async () => {
    running.end();
    await start();
    expect(running.record.protocolClients).toEqual([]);
  });
});

describe('where the system keeps no key', () => {
  const kept = () => readdirSync(running.userData).filter((name) => name.includes('.cache'));

  test.each([
    ['basic_text', /no keyring.*--allow-basic-text/],
    ['unavailable', /unlock its keyring/],
  ] as const)('%s: tokens stay in memory, and the window says why', async (backend, why) => {
    await start({ backend });
    running.browser.open = (link) => void followSignIn(link);
    const { value } = await ask('signIn');
    expect(value?.cache).toMatch(/^In memory only/);
    expect(value?.cache).toMatch(why);
    expect(running.said.join()).toMatch(why);
    expect(kept()).toEqual([]);
  });

  describe('for once', () => {
    const files = () =>
      Object.fromEntries(
        readdirSync(running.userData)
          .filter((name) => name.includes('.cache'))
          .map((name) => [name, readFileSync(join(running.userData, name), 'latin1')]),
      );
    const never = () => new Promise<never>(() => undefined);
    const no = () => Promise.reject(new Error('temporarily unavailable'));
    /** The same user's next start. */
    const startAgain = async (disturbed: UserSessionOptions['disturbed'] = {}) => {
      running.end(true);
      await start({ userData: running.userData, disturbed });
    };
    beforeEach(async () => {
      await start();
      running.browser.open = (link) => void followSignIn(link);
      await ask('signIn');
    });

    test.each<[string, UserSessionOptions['disturbed']]>([
      ['rejects to decrypt', { decryptStringAsync: no }],
      ['rejects the availability question', { isAsyncEncryptionAvailable: no }],
      ['rejects to encrypt, and to decrypt', { decryptStringAsync: no, encryptStringAsync: no }],
      ['never answers', { isAsyncEncryptionAvailable: never }],
      ['never decrypts', { decryptStringAsync: never }],
    ])('the system %s: files stay, and the next start has the account', async (_, disturbed) => {
      const before = files();
      await startAgain(disturbed);
      const { value } = await ask('getState');
      expect(value).toMatchObject({
        accounts: [],
        cache: expect.stringMatching(/^In memory only.*unlock/),
      });
      expect(files()).toEqual(before);
      await startAgain();
      expect(listed(await ask('getState'))).toEqual([ADELE]);
      expect(running.said).toEqual([]);
    });

    test('a sign-in meanwhile is used from memory, and leaves the files to the next start', async () => {
      const before = files();
      await startAgain({ decryptStringAsync: no, encryptStringAsync: no });
      await emulator.control.reset();
      await emulator.control.user({ does: 'approve', as: emulator.users[1]!.username });
      running.browser.open = (link) => void followSignIn(link);
      await ask('signIn');
      const { value } = (await running.ask('callApi', 'profile')) as { value?: { status: number } };
      expect(value?.status).toBe(200);
      expect((await ask('getState')).value?.token).toMatchObject({ fromCache: true });
      await emulator.control.reset();
      await emulator.control.user({ does: 'approve', as: ADELE });
      await ask('signIn');
      expect((await ask('signOut', false)).value?.accounts).toHaveLength(1);
      expect((await ask('signOut', false)).value?.accounts).toEqual([]);
      expect((await ask('getState')).value?.accounts).toEqual([]);
      expect(files()).toEqual(before);
      await startAgain();
      expect(listed(await ask('getState'))).toEqual([ADELE]);
    });

    test('a sign-in asks again, and is kept beside the accounts of before', async () => {
      let fails = 1;
      const { decryptStringAsync } = running.electron.safeStorage;
      await startAgain({
        decryptStringAsync: (content) => (fails-- > 0 ? no() : decryptStringAsync(content)),
      });
      await emulator.control.reset();
      const bob = emulator.users[1]!.username;
      await emulator.control.user({ does: 'approve', as: bob });
      running.browser.open = (link) => void followSignIn(link);
      const { value } = await ask('signIn');
      expect(value?.cache).toMatch(/^Encrypted/);
      expect(listed({ value: value! })?.sort()).toEqual([ADELE, bob].sort());
      await startAgain();
      const next = await ask('getState');
      expect(listed(next)?.sort()).toEqual([ADELE, bob].sort());
      expect(next.value?.chosen).toBeUndefined();
    });

    test('a key that stays undecipherable is set aside by a sign-in, with its tokens', async () => {
      const [kept, keyFile] = Object.keys(files()).sort();
      const before = files();
      writeFileSync(join(running.userData, keyFile!), 'of another machine');
      await startAgain();
      expect((await ask('getState')).value?.cache).toMatch(/^In memory only/);
      running.browser.open = (link) => void followSignIn(link);
      expect((await ask('signIn')).value?.cache).toMatch(/^Encrypted/);
      await ask('signIn');
      const aside = Object.entries(files()).filter(([name]) => /unreadable|damaged/.test(name));
      expect(aside.map(([, content]) => content).sort()).toEqual(
        [before[kept!], 'of another machine'].sort(),
      );
      await startAgain();
      expect(listed(await ask('getState'))).toEqual([ADELE]);
    });

    test('a late answer brings the accounts to the window that is open', async () => {
      let unlock = () => undefined as void;
      const unlocked = new Promise<boolean>((resolve) => (unlock = () => resolve(true)));
      await startAgain({ isAsyncEncryptionAvailable: () => unlocked });
      expect(listed(await ask('getState'))).toEqual([]);
      const { webContents } = [...running.windows.values()][0]!;
      unlock();
      while (webContents.sent.length === 0) await new Promise((next) => setTimeout(next, 5));
      expect(JSON.stringify(webContents.sent)).toContain(ADELE);
      expect((await ask('getState')).value?.cache).toMatch(/^Encrypted/);
    });
  });

  test('basic_text is taken when the user says so', async () => {
    await start({ backend: 'basic_text', switches: ['allow-basic-text'] });
    running.browser.open = (link) => void followSignIn(link);
    expect((await ask('signIn')).value?.cache).toContain('a password that everybody knows');
    expect(kept()).toHaveLength(2);
  });
});

describe('a start that cannot work ends with one message', () => {
  test.each<[string, UserSessionOptions, number, RegExp]>([
    ['no settings', { env: { ENTRA_CLIENT_ID: '', ENTRA_AUTHORITY: '' } }, 2, /ENTRA_CLIENT_ID/],
    ['a package without settings', { isPackaged: true }, 2, /built without ENTRA_CLIENT_ID/],
  ])('%s', async (_, options, code, words) => {
    await start(options);
    expect(await running.ended).toBe(code);
    expect(running.said.join()).toMatch(words);
    expect(running.said.join()).not.toMatch(/^\s+at /m);
  });
});

test('a closed window ends the wait for the user, and the app', async () => {
  await start();
  const waiting = new Promise<void>((resolve) => {
    running.browser.open = () => resolve();
  });
  const signIn = ask('signIn');
  await waiting;
  [...running.windows.values()][0]?.close();
  expect((await signIn).problem).toContain('user_canceled');
  expect(await running.ended).toBe(0);
});

test('a closed window needs no cache, which may have become unusable', async () => {
  await start();
  running.browser.open = (link) => void followSignIn(link);
  await ask('signIn');
  const kept = readdirSync(running.userData).find((name) => name.endsWith('.cache'));
  rmSync(join(running.userData, kept!));
  mkdirSync(join(running.userData, kept!));
  expect((await ask('getState')).problem).toContain('it is a folder');
  [...running.windows.values()][0]?.close();
  expect(await running.ended).toBe(0);
  await new Promise((resolve) => setImmediate(resolve)); // an unhandled rejection fails this test by itself
});

test('a user who stops waiting reads the same after a sign-in and after the call of an API', async () => {
  await start();
  running.browser.open = (link) => void followSignIn(link);
  await ask('signIn');
  running.browser.open = () => void ask('cancel'); // before the wait has begun
  expect((await ask('signIn')).problem).toContain('user_canceled');
  for (const act of [() => ask('signIn'), () => ask('callApi', 'order')]) {
    const opened = new Promise<void>((resolve) => (running.browser.open = () => resolve()));
    const work = act();
    await opened;
    await ask('cancel');
    const { problem } = await work;
    expect(problem).toMatch(/Why: The wait for the sign-in was ended[^]*Code user_canceled/);
  }
});

test('token facts are those of the chosen account, never of the one before', async () => {
  await start();
  running.browser.open = (link) => void followSignIn(link);
  const adele = (await ask('signIn')).value;
  expect(adele?.token).toBeDefined();
  await emulator.control.reset();
  await emulator.control.user({ does: 'approve', as: emulator.users[1]!.username });
  const other = (await ask('signIn')).value;
  expect((await ask('chooseAccount', adele!.chosen!)).value?.token).toBeUndefined();
  // A call that is under way neither switches back nor brings its facts along.
  const call = ask('callApi', 'profile');
  const switched = await ask('chooseAccount', other!.chosen!);
  expect(switched.value?.token).toBeUndefined();
  await call;
  const now = (await ask('getState')).value;
  expect([now?.chosen, now?.token]).toEqual([other?.chosen, undefined]);
  // Neither do they stay when their account goes.
  await ask('callApi', 'profile');
  const left = (await ask('signOut', false)).value;
  expect([left?.chosen, left?.token]).toEqual([adele?.chosen, undefined]);
});

test('a certificate that is not trusted is named in the window, not the host and the tenant', async () => {
  const { authority, graph } = emulator;
  const env = { ENTRA_AUTHORITY: authority, ENTRA_GRAPH: graph, ENTRA_EMULATOR: '' };
  await start({ env: { ...place.env, ...env } });
  const { problem = '' } = await ask('signIn');
  expect(problem).toMatch(/Why: .*certificate/);
  expect(problem).toMatch(/Code (UNABLE_TO_VERIFY|SELF_SIGNED|DEPTH_ZERO)/);
  expect(problem).not.toMatch(/tenant/);
});

test('between two accounts the user chooses, and an unknown one is refused', async () => {
  await start();
  running.browser.open = (link) => void followSignIn(link);
  await ask('signIn');
  await emulator.control.reset();
  await emulator.control.user({ does: 'approve', as: emulator.users[1]!.username });
  await ask('signIn');
  await ask('signOut', false);
  expect((await ask('getState')).value?.chosen).toMatch(/\./); // one is left, and is meant
  expect((await ask('chooseAccount', 'no.body')).problem).toContain('account_not_found');
  running.browser.open = () => undefined;
  expect((await ask('signOut', true)).value?.accounts).toEqual([]);
  expect((await ask('callApi', 'profile')).problem).toContain('account_not_found');
});

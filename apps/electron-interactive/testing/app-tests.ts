import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { type Browser, launchChromium, type Place, placeFor } from '@entra-flows/sample-testing';
import { type RunningApp, startApp, startSecond, userData } from './running-app.ts';
import { signInAt } from './sign-in-at.ts';
import { testWindow } from './window-tests.ts';

const ADELE = 'adele@contoso.example';

/**
 * What a user does with the app, from the first start on; each test goes on where the one before
 * ended.
 *
 * @param findProgram - Electron's program, or that of its stand-in
 * @param options.onShown - may compare or keep what the window shows
 * @param options.firstRunOnly - up to the first token
 */
export function testApp(
  findProgram: () => Promise<string>,
  {
    onShown = async () => undefined,
    firstRunOnly = false,
  }: {
    onShown?: (running: RunningApp, name: string) => Promise<void>;
    firstRunOnly?: boolean;
  } = {},
): void {
  let program: string;
  let emulator: IdentityEmulator;
  let browser: Browser;
  let place: Place;
  let running: RunningApp;

  beforeAll(async () => {
    [program, emulator, browser] = await Promise.all([
      findProgram(),
      startIdentityEmulator(),
      launchChromium(),
    ]);
    place = placeFor(emulator, 'electron-interactive');
    running = await startApp(program, place);
  });
  afterAll(async () => {
    await Promise.all([running.close(), browser.close()]);
    await emulator.close();
    place.remove();
  });
  beforeEach(() => emulator.control.reset());

  const press = (name: string) => running.page.getByRole('button', { name, exact: true }).click();
  const shows = (text: string | RegExp) => running.page.getByText(text).first().waitFor();
  const isListed = (username: string) =>
    running.page.locator('#accounts').getByText(username).waitFor({ state: 'attached' });
  const problem = () => running.page.locator('#problem');
  const secondUser = () => emulator.users[1]!.username;
  const approve = (as: string) => emulator.control.user({ does: 'approve', as });
  const isFree = () => running.page.locator('#cancel').waitFor({ state: 'hidden' });

  describe('a user', () => {
    test('starts the app, and it asks no server', async () => {
      await shows('Nobody is signed in.');
      expect(await emulator.control.exchanges()).toEqual([]);
      await onShown(running, 'signed-out');
    });

    test('signs in in their own browser, by keyboard, and comes back over loopback', async () => {
      await running.page.keyboard.press('Tab');
      await running.page.keyboard.press('Enter');
      const address = new URL(await running.opened());
      const asked = Object.fromEntries(address.searchParams);
      expect(asked).toMatchObject({ response_mode: 'form_post', code_challenge_method: 'S256' });
      expect(asked['redirect_uri']).toMatch(/^http:\/\/localhost:\d+$/);
      await signInAt(browser, address.href, emulator.users[0]!);
      await isListed(ADELE);
    });

    test('calls Graph with a token from the cache', async () => {
      await press('Who am I?');
      await shows('"userPrincipalName": "adele@contoso.example"');
      await shows(/^From the cache, expires in \d+ min, for User.Read/);
      await onShown(running, 'signed-in');
    });

    if (firstRunOnly) return;

    test('goes through a stronger sign-in when an API demands it', async () => {
      await approve(ADELE);
      await press('Place an order');
      const address = new URL(await running.opened());
      expect(address.searchParams.get('login_hint')).toBe(ADELE);
      expect(address.searchParams.get('claims')).toContain('"acrs"');
      await followSignIn(address.href);
      await shows(/^HTTP 201/);
    });

    test('adds a second account, and switches between the two', async () => {
      const second = secondUser();
      await approve(second);
      await press('Use another account');
      const address = new URL(await running.opened());
      expect(address.searchParams.get('prompt')).toBe('select_account');
      await followSignIn(address.href);
      await isListed(second);
      await press('Who am I?');
      await shows(`"userPrincipalName": "${second}"`);
      await running.page.getByLabel('Signed in').selectOption({ label: ADELE });
      await isFree();
      await press('Who am I?');
      await shows(`"userPrincipalName": "${ADELE}"`);
    });

    test('cancels in the browser, or stops waiting here, and can go on', async () => {
      await emulator.control.user({ does: 'decline', as: ADELE });
      await press('Use another account');
      await followSignIn(await running.opened());
      await problem().getByText('AADSTS65004').waitFor();
      await press('Use another account');
      await running.opened();
      await press('Stop waiting');
      await problem().getByText('user_canceled').waitFor();
      await onShown(running, 'cancelled');
      await press('Who am I?');
      await shows(/^HTTP 200/);
    });

    test('starts the app a second time, and the first one comes to the front', async () => {
      // The first one listens before there is a second: a handle is had when its code has run.
      const restored = await running.app.evaluateHandle(({ app, BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.minimize();
        const seen = new Promise((resolve) => {
          app.once('second-instance', () =>
            resolve(BrowserWindow.getAllWindows().map((window) => window.isMinimized())),
          );
        });
        return { seen };
      });
      expect(await startSecond(program, place)).toBe(0);
      expect(await restored.evaluate(({ seen }) => seen)).toEqual([false]);
    });

    test('restarts the app, and is still signed in without a browser', async () => {
      await running.close();
      const kept = readdirSync(userData(place)).filter((name) => /\.cache(\.key)?$/.test(name));
      expect(kept).toHaveLength(2);
      for (const name of kept) {
        const text = readFileSync(join(userData(place), name), 'latin1');
        expect(text).not.toMatch(/adele|contoso|eyJ|secret/i);
      }
      running = await startApp(program, place);
      await shows('Several users are signed in. Choose one');
      await running.page.getByLabel('Signed in').selectOption({ label: ADELE });
      await isFree();
      expect(await running.page.getByText('Choose one').isVisible()).toBe(false);
      await press('Who am I?');
      await shows(/^From the cache/);
      // The token is shown before the API answers.
      await isFree();
      await onShown(running, 'signed-in-again');
    });

    test('signs out here, and in the browser too when asked to', async () => {
      await press('Sign out');
      await isFree(); // of two accounts one is left, and is meant
      await press('Sign out, in the browser too');
      const address = new URL(await running.opened());
      expect(address.pathname).toMatch(/\/oauth2\/v2\.0\/logout$/);
      expect(address.searchParams.get('logout_hint')).toBe(secondUser());
      await shows('Nobody is signed in.');
      const left = readdirSync(userData(place)).filter((name) => /\.cache(\.key)?$/.test(name));
      expect(left).toEqual([]);
    });
  });

  if (firstRunOnly) return;

  describe('the window', () => testWindow(() => running));

  describe('by a scheme of its own', () => {
    test('a second instance brings the answer to the first', async () => {
      await running.close();
      running = await startApp(program, place, { switches: ['--custom-scheme'] });
      await approve(ADELE);
      await press('Sign in');
      const { url } = await followSignIn(await running.opened());
      expect(url).toMatch(/^msal[\w-]+:\/\/auth\/?\?code=/);
      expect(await startSecond(program, place, url)).toBe(0);
      await isListed(ADELE);
      await press('Sign out');
      await shows('Nobody is signed in.');
    });
  });

  describe('without a network', () => {
    test('a sign-in ends with what to do next, and the app goes on', async () => {
      await running.close();
      const env = {
        ENTRA_AUTHORITY: 'https://localhost:1/contoso.example',
        ENTRA_GRAPH: 'https://localhost:1/graph',
        ENTRA_EMULATOR: '',
      };
      running = await startApp(program, place, { env });
      await press('Sign in');
      await problem().getByText('ECONNREFUSED').waitFor();
      expect(await problem().textContent()).toContain('Next:');
    });
  });
}

// @long every ending in Chromium; cli-interactive shows a sign-in in it
// @requires chromium
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { classifyAuthError, type InteractiveFlowRequest } from '../src/index.ts';
import {
  beginFlow,
  failureOf,
  isOpen,
  redirectOf,
} from '../src/interactive/testing/interactive-flow.ts';

const quiet = ['background-networking', 'component-update', 'sync', 'quic'];
const args = ['--no-sandbox', '--no-first-run', ...quiet.map((name) => `--disable-${name}`)];
const executablePath = process.env['CHROMIUM'] || 'chromium'; // set by jest.e2e.config.js

let browser: Browser;
let context: BrowserContext;
let page: Page;
let emulator: IdentityEmulator;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath, args });
});
beforeEach(async () => {
  emulator = await startIdentityEmulator();
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await emulator.close();
});
afterAll(() => browser.close());

/** A flow whose page is open in Chromium. */
async function begin(more: Partial<InteractiveFlowRequest> = {}) {
  const { opened, result } = beginFlow(emulator, more);
  const url = await opened;
  await page.goto(url.href);
  return { result, port: Number(new URL(redirectOf(url)).port) };
}

async function signIn(): Promise<void> {
  await page.getByLabel('User name', { exact: true }).fill('adele@contoso.example');
  await page.keyboard.press('Enter');
  await page.getByLabel('Password', { exact: true }).fill('Password-of-Adele-1');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'No' }).click(); // not to stay signed in
}

const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

test('a user signs in, and reads so once the token is there', async () => {
  const { result, port } = await begin();
  await signIn();
  await heading('You are signed in');
  expect((await result).account?.username).toBe('adele@contoso.example');
  expect(page.url()).toBe(`http://localhost:${port}/`);
  expect(await page.evaluate('getComputedStyle(document.querySelector("main")).maxWidth')).not.toBe(
    'none',
  );
  expect(await isOpen('127.0.0.1', port)).toBe(false);
});

test('a user who is signed in already meets no page but the last one', async () => {
  const first = await begin();
  await signIn();
  await first.result;
  // The token is there a moment before the page is, whose coming would cut the next one off.
  await heading('You are signed in');
  const second = await begin();
  await heading('You are signed in');
  await second.result;
});

test('a user cancels, and reads so', async () => {
  const { result } = await begin();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await heading('The sign-in did not succeed');
  expect(classifyAuthError(await failureOf(result)).category).toBe('user.cancelled');
});

test('a user closes the tab, and the program goes on after its deadline', async () => {
  const { result, port } = await begin({ timeout: 3 });
  await page.close();
  expect(await failureOf(result)).toMatchObject({ errorCode: 'user_timeout_reached' });
  expect(await isOpen('127.0.0.1', port)).toBe(false);
});

test('a user reads that it failed, when the code could not be redeemed', async () => {
  await emulator.control.fault({ at: 'token', answer: { aadsts: 'AADSTS50105' } });
  const { result } = await begin();
  await signIn();
  await heading('The sign-in did not succeed');
  await page.getByText('AADSTS50105').first().waitFor();
  expect(classifyAuthError(await failureOf(result)).code).toBe('AADSTS50105');
});

test('the last page speaks Korean where the machine does', async () => {
  const { result } = await begin({ language: 'ko' });
  await signIn();
  await heading('로그인되었습니다');
  await result;
  expect(await page.evaluate('document.documentElement.lang')).toBe('ko');
});

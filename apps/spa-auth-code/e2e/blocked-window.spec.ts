// @long starts a browser with windows, at three times the price
// @requires desktop-chromium
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Browser, launchChromium } from '@entra-flows/sample-testing';
import { type BuiltPage, builtPage } from '../testing/built-page.ts';

const ADELE = 'adele@contoso.example';
let emulator: IdentityEmulator;
let browser: Browser;
let built: BuiltPage;

beforeAll(async () => {
  [emulator, browser] = await Promise.all([
    startIdentityEmulator(),
    // Without this a window opens even where a user's browser would block it.
    launchChromium({
      executablePath: process.env['DESKTOP_CHROMIUM'] ?? '', // set by jest.e2e.config.js
      ignoreDefaultArgs: ['--disable-popup-blocking'],
    }),
  ]);
  built = await builtPage(emulator);
});
afterAll(async () => {
  await Promise.all([browser.close(), built.close()]);
  await emulator.close();
});

test('a browser that blocks windows is explained, with the other way', async () => {
  await emulator.control.user({ does: 'approve', as: ADELE });
  const page = await browser.newPage();
  await page.goto(built.url);
  await page.getByLabel('a window opens beside it').check();
  // The first window uses up what a click allows.
  await page.evaluate(
    "window.open('about:blank')?.close(); document.querySelector('#sign-in').click()",
  );
  const problem = page.locator('#problem');
  await problem.getByText('The window did not open.').waitFor();
  expect(await problem.textContent()).toContain('goes to the sign-in page');
  await page.getByLabel(/this page goes/).check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(`${ADELE}: token from`).waitFor();
});

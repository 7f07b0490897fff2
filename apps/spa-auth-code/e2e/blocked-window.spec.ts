// @long starts a browser with windows, at three times the price
// @requires desktop-chromium
import { expect, test } from '@jest/globals';
import { browser, built, emulator, usePage } from '../testing/use-page.ts';

const ADELE = 'adele@contoso.example';

// Without this a window opens even where a user's browser would block it.
usePage({
  executablePath: process.env['DESKTOP_CHROMIUM'] ?? '', // set by jest.e2e.config.js
  ignoreDefaultArgs: ['--disable-popup-blocking'],
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

// @long axe and pictures of each page; user-in-a-browser.spec.ts shows them in use
// @requires chromium
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import {
  type Browser,
  launchChromium,
  type Page,
  pageFaults,
  type Place,
  placeFor,
} from '@entra-flows/sample-testing';
import { texts } from '../src/pages/texts.ts';
import { startInstance, type WebInstance } from '../testing/web-instance.ts';

let emulator: IdentityEmulator;
let place: Place;
let browser: Browser;
let app: WebInstance;
beforeAll(async () => {
  [emulator, browser] = await Promise.all([startIdentityEmulator(), launchChromium()]);
  place = placeFor(emulator, 'web-auth-code');
  app = await startInstance(place, {});
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await emulator.close();
  place.remove();
});

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

test.each([
  ['en-US', texts.en],
  ['ko-KR', texts.ko],
])(
  'each page is found good by axe in light and dark, and fits a phone, in %s',
  async (locale, text) => {
    const page = await (await browser.newContext({ locale })).newPage();
    const faults: Record<string, string[]> = {};
    const look = async (name: string) => {
      await heading(page, name);
      expect(await page.getAttribute('html', 'lang')).toBe(locale.slice(0, 2));
      faults[name] = await pageFaults(page);
    };
    const { problems } = text;
    await page.goto(app.url);
    await look(text.notSignedIn);
    await page.goto(`${app.url}/nowhere`);
    await look(problems.page_unknown.heading);
    expect(await page.locator('main a').allInnerTexts()).toEqual([text.startPage]);
    await page.goto(`${app.url}/?state=forged&code=forged`);
    await look(problems.state_unknown.heading);
    await emulator.control.fault({ at: 'token', times: 1, answer: { aadsts: 'AADSTS90094' } });
    await page.goto(`${app.url}/sign-in`);
    await page.getByRole('button', { name: 'Adele' }).click();
    await page.locator('button').first().click();
    await page.locator('button').last().click(); // not to stay signed in
    await look(text.failed);
    // Once, and apart from what the user can do.
    expect(await page.locator('.lines').innerText()).not.toContain('AADSTS90094');
    expect(await page.locator('.details').innerText()).toMatch(
      /AADSTS90094, .*\d{2}:\d{2}:\d{2}Z$/,
    );
    await page.goto(`${app.url}/sign-in`);
    await look(text.profile);
    await page.getByRole('link', { name: text.startPage }).click();
    await look(text.signedIn);
    expect(Object.values(faults).flat()).toEqual([]);
    expect(Object.keys(faults)).toHaveLength(6);
  },
);

test('speaks the language that the address asks for, before that of the browser', async () => {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  await page.goto(`${app.url}/nowhere?ui_locales=fr%20en`);
  await heading(page, 'There is no such page');
});

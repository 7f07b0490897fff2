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

test('each page is found good by axe in light and dark, and fits a phone', async () => {
  const page = await browser.newPage();
  const faults: Record<string, string[]> = {};
  const look = async (name: string) => {
    await heading(page, name);
    faults[name] = await pageFaults(page);
  };
  await page.goto(app.url);
  await look('You are not signed in');
  await page.goto(`${app.url}/nowhere`);
  await look('There is no such page');
  await page.goto(`${app.url}/?state=forged&code=forged`);
  await look('This answer was not expected');
  await page.goto(`${app.url}/sign-in`);
  await page.getByRole('button', { name: 'Adele' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'No' }).click();
  await look('Your profile');
  await page.getByRole('link', { name: 'Start page' }).click();
  await look('You are signed in as adele@contoso.example.');
  expect(Object.values(faults).flat()).toEqual([]);
  expect(Object.keys(faults)).toHaveLength(5);
});

test('speaks Korean to a browser that asks for it, and where the address does', async () => {
  const context = await browser.newContext({ locale: 'ko-KR' });
  const page = await context.newPage();
  await page.goto(app.url);
  await heading(page, '로그인하지 않았습니다');
  await page.goto(`${app.url}/nowhere?ui_locales=fr%20en`);
  await heading(page, 'There is no such page');
  await page.goto(`${app.url}/nowhere`);
  await heading(page, '없는 페이지입니다');
  expect(await page.getAttribute('html', 'lang')).toBe('ko');
  expect(await pageFaults(page)).toEqual([]);
});

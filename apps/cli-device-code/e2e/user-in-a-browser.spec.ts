// @requires chromium
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Browser, launchChromium, type Page, placeFor } from '@entra-flows/sample-testing';

let emulator: IdentityEmulator;
let browser: Browser;

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.5 } });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await emulator.close();
});

/** What a user does with the link and the code, up to the question whether it is their app. */
async function signIn(page: Page, link: string, code: string): Promise<void> {
  const [adele] = emulator.users;
  await page.goto(link);
  await page.getByRole('textbox').fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByLabel(/e-?mail|user ?name|account/i).fill(adele?.username ?? '');
  await page.keyboard.press('Enter');
  await page.getByLabel(/password/i).fill(adele?.password ?? '');
  await page.keyboard.press('Enter');
  await page.getByText(/are you trying to sign in to/i).waitFor();
}

/** A sample whose user has signed in, and has to answer whether it is their app. */
async function askedIfOwnApp() {
  const place = placeFor(emulator, 'cli-device-code');
  const { prompted, ended } = place.run();
  const [, link = ''] = await prompted(/Link +(\S+)/);
  const [, code = ''] = await prompted(/Code +(\S+)/);
  const page = await browser.newPage();
  await signIn(page, link, code);
  return { page, ended: ended.finally(place.remove) };
}

describe('a user with a second device', () => {
  test('opens the link, types the code, signs in, and the waiting sample has the token', async () => {
    const { page, ended } = await askedIfOwnApp();
    await page.getByRole('button', { name: /continue|yes/i }).click();
    const { code, out } = await ended;
    expect(code).toBe(0);
    expect(out).toContain(`${emulator.users[0]?.username} (token from the authority`);
  });

  test('says no to an app that they did not start, and the sample says so', async () => {
    const { page, ended } = await askedIfOwnApp();
    await page.getByRole('button', { name: /cancel|no/i }).click();
    const { code, err } = await ended;
    expect(code).toBe(1);
    expect(err).toContain('declined');
  });
});

// @long the browser instead of a broker; user-in-a-browser.spec.ts of cli-interactive shows it
// @requires chromium
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Browser, launchChromium, type Place, placeFor } from '@entra-flows/sample-testing';

let emulator: IdentityEmulator;
let browser: Browser;
let place: Place;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  browser = await launchChromium();
  place = placeFor(emulator, 'cli-broker');
});
afterAll(async () => {
  place.remove();
  await browser.close();
  await emulator.close();
});

test('the real plugin has no broker here, and a user signs in with a browser instead', async () => {
  const [adele] = emulator.users;
  const { prompted, ended } = place.run(['--no-browser']);
  const [, reason] = await prompted(/^The broker of this system is not used: (.+)\.$/m);
  expect(reason).toMatch(/its runtime does not start|it knows Microsoft's|the package/);
  const page = await browser.newPage();
  await page.goto((await prompted(/http:\/\/localhost:\d+\/[\w-]{8}$/m))[0]);
  await page.getByLabel(/user ?name/i).fill(adele?.username ?? '');
  await page.keyboard.press('Enter');
  await page.getByLabel(/password/i).fill(adele?.password ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'No' }).click(); // not to stay signed in
  await page.getByText(/you are signed in/i).waitFor();
  const { code, out } = await ended;
  expect([code, out]).toEqual([
    0,
    expect.stringContaining(`${adele?.username} (token from the authority`),
  ]);
});

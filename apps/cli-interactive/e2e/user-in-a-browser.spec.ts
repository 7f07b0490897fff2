// @requires chromium
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import {
  type Browser,
  type BrowserContext,
  launchChromium,
  openTerminal,
  type Page,
  type Place,
  placeFor,
} from '@entra-flows/sample-testing';

let emulator: IdentityEmulator;
let browser: Browser;
let context: BrowserContext;
let place: Place;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await emulator.close();
});
beforeEach(async () => {
  place = placeFor(emulator, 'cli-interactive');
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  place.remove();
});

const LINK = /http:\/\/localhost:\d+\/[\w-]{8}$/m;

async function open(link: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

async function fillIn(page: Page): Promise<void> {
  const [adele] = emulator.users;
  await page.getByLabel(/user ?name/i).fill(adele?.username ?? '');
  await page.keyboard.press('Enter');
  await page.getByLabel(/password/i).fill(adele?.password ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'No' }).click(); // not to stay signed in
}

describe('a user at this machine', () => {
  test('signs in, reads so in the browser, and the second sign-in needs no password', async () => {
    const first = place.run(['--no-browser']);
    const page = await open((await first.prompted(LINK))[0]);
    await fillIn(page);
    await page.getByText(/you are signed in/i).waitFor();
    expect((await first.ended).out).toContain(
      `${emulator.users[0]?.username} (token from the authority`,
    );

    await place.run(['--sign-out']).ended;
    const second = place.run(['--no-browser']);
    const again = await open((await second.prompted(LINK))[0]);
    await again.getByText(/you are signed in/i).waitFor();
    expect((await second.ended).code).toBe(0);
  });

  test('closes the tab, and Ctrl-C in the terminal ends the wait', async () => {
    const terminal = openTerminal(place, ['--no-browser']);
    const [link] = await terminal.shows(/http:\/\/localhost:\d+\/[\w-]{8}(?=\r\n)/);
    const page = await open(link);
    await page.getByLabel(/user ?name/i).waitFor();
    await page.close();
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
  });
});

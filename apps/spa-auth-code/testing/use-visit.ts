import { afterEach, beforeEach } from '@jest/globals';
import type { BrowserContext, Page } from '@entra-flows/sample-testing';
import { browser, built, emulator, usePage } from './use-page.ts';

export const ADELE = 'adele@contoso.example';
/** Of the test that runs. */
export let context: BrowserContext;
export let page: Page;
/** What the browser complains about, a breach of the page's policy among it. */
export let complaints: string[];

/** A new browser, without a user, for each test of the spec file. */
export function useVisit(): void {
  usePage();
  beforeEach(async () => {
    await emulator.control.reset();
    context = await browser.newContext();
    page = await context.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  });
  afterEach(() => context.close());
}

export const press = (name: string, on = page) => on.getByRole('button', { name }).click();
export const problem = () => page.locator('#problem');
export const approve = () => emulator.control.user({ does: 'approve', as: ADELE });
export const asked = async () =>
  (await emulator.control.exchanges())
    .filter(({ endpoint, method }) => endpoint !== 'graph' && method !== 'OPTIONS')
    .map(({ endpoint, path }) => (endpoint === 'other' ? path : endpoint));

/** As a user does it at the sign-in page. */
export async function signInAt(
  signInPage: Page,
  { username, password }: (typeof emulator.users)[number],
) {
  await signInPage.getByLabel('User name', { exact: true }).fill(username);
  await signInPage.keyboard.press('Enter');
  await signInPage.getByLabel('Password', { exact: true }).fill(password);
  await signInPage.keyboard.press('Enter');
  await press('No', signInPage); // not to stay signed in
}

/** With the scripted user at the sign-in page. */
export async function signedIn() {
  await approve();
  await page.goto(built.url);
  await press('Sign in');
  await page.getByText(`${ADELE}: token from`).waitFor();
}

export async function byPopup() {
  await page.getByLabel('a window opens beside it').check();
}

import type { Browser } from '@entra-flows/sample-testing';
import { STEP_TIMEOUT } from './running-app.ts';

/** Signs in as a user does, in a browser of their own, until the last page has come. */
export async function signInAt(
  browser: Browser,
  address: string,
  { username, password }: { username: string; password: string },
): Promise<void> {
  const context = await browser.newContext();
  context.setDefaultTimeout(STEP_TIMEOUT);
  const page = await context.newPage();
  await page.goto(address);
  await page.getByLabel('User name', { exact: true }).fill(username);
  await page.keyboard.press('Enter');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'No' }).click(); // not to stay signed in
  await page.getByText('You are signed in').waitFor();
  await context.close();
}

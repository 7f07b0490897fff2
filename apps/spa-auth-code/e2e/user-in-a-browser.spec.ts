// @requires chromium
import { describe, expect, test } from '@jest/globals';
import { flowCatalog } from '@entra-flows/flow-catalog';
import { normalised } from '@entra-flows/sample-testing';
import { built, emulator } from '../testing/use-page.ts';
import {
  ADELE,
  asked,
  complaints,
  page,
  press,
  signedIn,
  signInAt,
  useVisit,
} from '../testing/use-visit.ts';

useVisit();

/** What the user reads, compared with what is checked in. */
const compareText = async (name: string) =>
  expect(normalised(await page.locator('main').innerText())).toMatchSnapshot(name);

describe('by redirect', () => {
  test('a user signs in, and after a reload the token comes from the cache', async () => {
    await page.goto(built.url);
    await press('Sign in');
    await signInAt(page, emulator.users[0]!);
    await page.getByText(`${ADELE}: token from`).waitFor();
    expect(await page.textContent('#body')).toContain('Adele Vance');
    await compareText('first run');
    expect(page.url()).toBe(built.url);
    const before = (await asked()).length;
    await page.reload();
    await page.getByText(`${ADELE}: token from the cache`).waitFor();
    await compareText('second run');
    // Only where the emulator is: with real Entra MSAL knows that by itself.
    expect((await asked()).slice(before)).toEqual(['discovery']);
    expect(await page.content()).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(complaints).toEqual([]);
  });

  test('asks the authority what the catalogue of flows says', async () => {
    const before = (await asked()).length;
    await signedIn();
    // The page is loaded twice, and each time it asks the emulator for its addresses: not so at Entra.
    const requests = (await asked()).slice(before).filter((one) => one !== 'discovery');
    expect(requests).toEqual(flowCatalog.find(({ id }) => id === 'single-page')?.requests?.first);
  });
});

describe('accounts', () => {
  test('signing out leaves no token here and no session at the authority', async () => {
    await page.goto(built.url);
    await press('Sign in');
    await signInAt(page, emulator.users[0]!);
    await page.getByText(`${ADELE}: token from`).waitFor();
    await press('Sign out');
    // The words stand in the page before its script runs: the address is tidied by the script.
    await page.waitForURL(built.url);
    await page.getByText('Nobody is signed in.').waitFor();
    const kept = await page.evaluate<string>('JSON.stringify([sessionStorage, localStorage])');
    expect(kept).not.toMatch(/secret|eyJ/);
    await press('Sign in');
    await page.getByLabel('User name', { exact: true }).waitFor();
  });
});

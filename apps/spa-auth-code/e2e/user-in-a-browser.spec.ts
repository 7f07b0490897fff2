// @requires chromium
import { beforeEach, describe, expect, test } from '@jest/globals';
import { flowCatalog } from '@entra-flows/flow-catalog';
import { normalised, pageFaults } from '@entra-flows/sample-testing';
import { buildInto } from '../testing/built-page.ts';
import { built, emulator } from '../testing/use-page.ts';
import {
  ADELE,
  approve,
  asked,
  byPopup,
  complaints,
  context,
  page,
  press,
  problem,
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
    await page.getByText(`${ADELE}: token from cache`).waitFor();
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

  test('a refresh token that is no longer good sends the user to the sign-in page', async () => {
    // Good for a minute is too short to be used: the first silent call refreshes it.
    await emulator.control.fault({ at: 'token', times: 2, answer: { merge: { expires_in: 60 } } });
    await signedIn();
    await emulator.control.fault({ at: 'token', times: 1, answer: { aadsts: 'AADSTS700084' } });
    await press('Who am I?');
    await page.getByText(`${ADELE}: token from cache`).waitFor();
    expect(
      (await asked())
        .filter((one) => one !== 'discovery')
        .slice(-3)
        .join(' '),
    ).toBe('token authorize token');
  });

  test('a user who leaves the sign-in page by the back button can begin again', async () => {
    await page.goto(built.url);
    await press('Sign in');
    await page.getByLabel('User name', { exact: true }).waitFor();
    await page.goBack();
    await approve();
    await press('Sign in');
    await page.getByText(`${ADELE}: token from`).waitFor();
  });
});

describe('in a window', () => {
  beforeEach(async () => {
    await page.goto(built.url);
    await byPopup();
  });

  test('a user signs in beside the page, and the window closes', async () => {
    const [popup] = await Promise.all([page.waitForEvent('popup'), press('Sign in')]);
    await Promise.all([popup.waitForEvent('close'), signInAt(popup, emulator.users[0]!)]);
    await page.getByText(`${ADELE}: token from`).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a claims challenge', () => {
  test('sends the user through a stronger sign-in, once, and the order is placed', async () => {
    await signedIn();
    await press('Place an order');
    await page.getByText('HTTP 201').waitFor();
    expect(await page.textContent('#token')).toContain('Orders.Write');
    expect(page.url()).toBe(built.url);
  });
});

describe('what goes wrong is said, with what to do next', () => {
  test('a user who declines what the app asks for', async () => {
    await emulator.control.user({ does: 'decline', as: ADELE });
    await page.goto(built.url);
    await press('Sign in');
    await problem().getByText('Next:').waitFor();
    expect(await problem().textContent()).toContain('AADSTS65004');
    await compareText('failure');
    await approve();
    await press('Sign in');
    await page.getByText(`${ADELE}: token from`).waitFor();
  });

  test('no network, and then it is back', async () => {
    await signedIn();
    await context.setOffline(true);
    await press('Who am I?');
    await problem().getByText('could not be reached').waitFor();
    await context.setOffline(false);
    await press('Who am I?');
    await page.getByText(`${ADELE}: token from cache`).waitFor();
  });

  test('an emulator that is not there', async () => {
    await context.route(`${emulator.pages}/**`, (route) => route.abort());
    await page.goto(built.url);
    await problem().getByText('The local identity emulator does not answer').waitFor();
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

describe('the page', () => {
  test('is found good by axe in light and dark, fits a phone, and goes by keyboard', async () => {
    await page.goto(built.url);
    await approve();
    // A key that comes before the page's script is lost.
    await page.locator('button:enabled', { hasText: 'Sign in' }).first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(`${ADELE}: token from`).waitFor();
    await press('Place an order');
    await page.getByText('HTTP 201').waitFor();
    expect(await page.textContent('#token')).toContain('api://orders.contoso.example/');
    expect(await pageFaults(page)).toEqual([]);
  });

  test('a script that got in can send nothing to another server', async () => {
    await page.goto(built.url);
    const elsewhere = 'http://127.0.0.1:9/'; // another origin than every one that the page needs
    await expect(page.evaluate(`fetch('${elsewhere}')`)).rejects.toThrow('Failed to fetch');
    expect(complaints.join()).toContain('Content Security Policy');
  });

  test('is not built with settings that cannot work, and the reason is one message', async () => {
    const settings = { ENTRA_CLIENT_ID: 'my-app', ENTRA_AUTHORITY: emulator.authority };
    const failed = await buildInto('never-written', settings).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('it is a GUID') });
    expect((failed as { stderr: string }).stderr).not.toMatch(/^\s+at /m);
  });

  test('where a sign-in comes back to does nothing by itself', async () => {
    await page.goto(`${built.url}redirect.html`);
    await page.getByText('There is nothing to do here').waitFor();
  });
});

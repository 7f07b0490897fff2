// @requires chromium
// @long windows, storage and several accounts; user-in-a-browser.spec.ts has one test of each
import { beforeEach, describe, expect, test } from '@jest/globals';
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

describe('by redirect', () => {
  test('a refresh token that is no longer good sends the user to the sign-in page', async () => {
    // Good for a minute is too short to be used: the first silent call refreshes it.
    await emulator.control.fault({ at: 'token', times: 2, answer: { merge: { expires_in: 60 } } });
    await signedIn();
    await emulator.control.fault({ at: 'token', times: 1, answer: { aadsts: 'AADSTS700084' } });
    await press('Who am I?');
    await page.getByText(`${ADELE}: token from the cache`).waitFor();
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

  test('a window that was closed keeps no user waiting, and another one opens', async () => {
    const [popup] = await Promise.all([page.waitForEvent('popup'), press('Sign in')]);
    await popup.close();
    await press('Stop waiting');
    await problem().getByText('You stopped waiting').waitFor();
    await approve();
    await press('Sign in');
    await page.getByText(`${ADELE}: token from`).waitFor();
  });

  test('a sign-in that is cancelled ends with what to do next', async () => {
    const [popup] = await Promise.all([page.waitForEvent('popup'), press('Sign in')]);
    await press('Cancel', popup);
    await problem().getByText('Next:').waitFor();
    expect(await problem().textContent()).toContain('AADSTS');
  });
});

/** What happens in the page's own storage while the sign-in page is shown. */
const atTheWayBack = (script: string) =>
  context.addInitScript(`if (location.pathname === '/redirect.html') { ${script} }`);

describe('an answer that finds its page changed', () => {
  test('a page that is loaded again while the window is open says so, and signs in again', async () => {
    await page.goto(built.url);
    await byPopup();
    const [popup] = await Promise.all([page.waitForEvent('popup'), press('Sign in')]);
    await popup.getByLabel('User name', { exact: true }).waitFor();
    await page.reload();
    await problem().getByText('The sign-in window no longer belongs to this page.').waitFor();
    await popup.close();
    await page.reload();
    await page.getByText('Nobody is signed in.').waitFor();
    expect(await problem().textContent()).toBe('');
    await approve();
    await press('Sign in');
    await page.getByText(`${ADELE}: token from`).waitFor();
  });

  test('storage that was cleared meanwhile is said, and a window is the way out', async () => {
    await approve();
    await atTheWayBack('sessionStorage.clear()');
    await page.goto(built.url);
    await press('Sign in');
    await problem().getByText('this page no longer knows what it had asked').waitFor();
    expect(page.url()).toBe(built.url);
    await page.reload();
    await page.getByText('Nobody is signed in.').waitFor();
    expect(await problem().textContent()).toBe('');
    await byPopup();
    await press('Sign in');
    await page.getByText(`${ADELE}: token from`).waitFor();
  });

  test('storage that is blocked is said, and a window is the way out', async () => {
    await context.addInitScript(
      "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, " +
        "{ get() { throw new DOMException('denied', 'SecurityError') } })",
    );
    await approve();
    await page.goto(built.url);
    await press('Sign in');
    await problem().getByText('storage of this page was cleared or blocked').waitFor();
    await byPopup();
    await press('Sign in');
    await page.getByText(`${ADELE}: token from`).waitFor();
  });

  test('a window that the browser does not close says that the user can', async () => {
    await approve();
    await atTheWayBack('window.close = () => {}');
    await page.goto(built.url);
    await byPopup();
    const [popup] = await Promise.all([page.waitForEvent('popup'), press('Sign in')]);
    await popup.getByText('You can close this window').waitFor();
    await page.getByText(`${ADELE}: token from`).waitFor();
  });

  test('an answer without a sign-in of this page is not taken for no answer', async () => {
    await page.goto(`${built.url}redirect.html#error=access_denied`);
    await page.getByText('not to a sign-in of this page').waitFor();
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

  test('is answered in a window too, and a user who declines reads why nothing happened', async () => {
    await signedIn();
    await byPopup();
    await emulator.control.user({ does: 'decline', at: 'second-factor', as: ADELE });
    await press('Place an order');
    await problem().getByText('Next:').waitFor();
    expect(await problem().textContent()).toContain('AADSTS500121');
    await approve();
    await press('Place an order');
    await page.getByText('HTTP 201').waitFor();
  });
});

describe('accounts', () => {
  test('a second one is added and chosen; between two the user chooses', async () => {
    await signedIn();
    const { username } = emulator.users[1]!;
    await emulator.control.reset();
    await emulator.control.user({ does: 'approve', as: username });
    await press('Use another account');
    await page.getByText(`${username}: token from`).waitFor();
    await page.getByLabel('Signed in').selectOption(ADELE);
    await page.getByText(`${ADELE}: token from the cache`).waitFor();
    await press('Sign out');
    // The browser is signed in with both, so the authority asks which one is to leave.
    await page.getByRole('button', { name: ADELE }).click();
    await page.getByLabel('Signed in').selectOption(username);
    await page.getByText(`${username}: token from the cache`).waitFor();
  });

  test('another user who signs in does not act for the one who was asked for', async () => {
    await signedIn();
    await byPopup();
    await emulator.control.reset();
    await emulator.control.user({ does: 'approve', as: emulator.users[1]!.username });
    await press('Place an order');
    await problem().getByText('but a token for another account was asked for').waitFor();
    expect(await page.getByText('HTTP 201').count()).toBe(0);
  });
});

describe('what goes wrong is said, with what to do next', () => {
  test('a user who declines what the app asks for', async () => {
    await emulator.control.user({ does: 'decline', as: ADELE });
    await page.goto(built.url);
    await press('Sign in');
    await problem().getByText('Next:').waitFor();
    expect(await problem().textContent()).toContain('AADSTS65004');
    expect(normalised(await page.locator('main').innerText())).toMatchSnapshot('failure');
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
    await page.getByText(`${ADELE}: token from the cache`).waitFor();
  });

  test('an emulator that is not there', async () => {
    await context.route(`${emulator.pages}/**`, (route) => route.abort());
    await page.goto(built.url);
    await problem().getByText('The local identity emulator does not answer').waitFor();
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

// @requires chromium
// @long windows, storage and several accounts; user-in-a-browser.spec.ts has one test of each
import { beforeEach, describe, expect, test } from '@jest/globals';
import { built, emulator } from '../testing/use-page.ts';
import {
  ADELE,
  approve,
  byPopup,
  context,
  page,
  press,
  problem,
  signedIn,
  useVisit,
} from '../testing/use-visit.ts';

useVisit();

describe('in a window', () => {
  beforeEach(async () => {
    await page.goto(built.url);
    await byPopup();
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
    await page.getByText(`${ADELE}: token from cache`).waitFor();
    await press('Sign out');
    // The browser is signed in with both, so the authority asks which one is to leave.
    await page.getByRole('button', { name: ADELE }).click();
    await page.getByLabel('Signed in').selectOption(username);
    await page.getByText(`${username}: token from cache`).waitFor();
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

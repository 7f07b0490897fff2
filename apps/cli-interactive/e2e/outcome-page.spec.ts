// @long looks at the last page of a sign-in in every state, language, width and colour
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
  until,
} from '@entra-flows/sample-testing';

let emulator: IdentityEmulator;
let browser: Browser;
let place: Place;
beforeAll(async () => {
  [emulator, browser] = await Promise.all([startIdentityEmulator(), launchChromium()]);
  place = placeFor(emulator, 'cli-interactive');
});
afterAll(async () => {
  await browser.close();
  await emulator.close();
  place.remove();
});

/** The last page of a sign-in that the scripted user does, kept open, and how the program ended. */
async function lastPage(language: string): Promise<{ page: Page; code: number | null }> {
  await place.run(['--sign-out']).ended;
  const sample = place.run(['--no-browser', '--lang', language]);
  const [link] = await sample.prompted(/(http:\/\/localhost:\d+\/[\w-]{8})(?![\w-])/);
  const context = await browser.newContext({ locale: 'fr' });
  await context.addInitScript('window.close = () => (window.isClosing = true)');
  const page = await context.newPage();
  await page.goto(link);
  const { code } = await sample.ended;
  return { page, code };
}

test.each([
  ['en', 'You are signed in', 'The sign-in did not succeed', /^Next: /m],
  ['ko', '로그인되었습니다', '로그인하지 못했습니다', /^할 일: /m],
])('in %s it is good in every state', async (language, done, failed, next) => {
  await emulator.control.user({ does: 'approve' });
  const success = await lastPage(language);
  expect(success.code).toBe(0);
  const text = (await success.page.locator('main').innerText()).split('\n').filter(Boolean);
  expect(text.slice(0, 4)).toEqual(['cli-interactive', '✓', done, 'adele@contoso.example']);
  expect(await pageFaults(success.page)).toEqual([]);
  await until(() => success.page.evaluate<boolean>('window.isClosing === true'));

  const answers = ['AADSTS90094', 'AADSTS53003', 'AADSTS50020'];
  for (const aadsts of answers) {
    await emulator.control.fault({ at: 'token', times: 1, answer: { aadsts } });
    const failure = await lastPage(language);
    expect(failure.code).toBe(1);
    const said = await failure.page.locator('main').innerText();
    expect(said.split('\n').filter(Boolean).slice(0, 3)).toEqual(['cli-interactive', '✕', failed]);
    expect(said).toContain(aadsts);
    expect(said).toMatch(next);
    expect(await pageFaults(failure.page)).toEqual([]);
    // What has failed stays, so that it can be read.
    expect(await failure.page.evaluate('window.isClosing')).toBeUndefined();
    await failure.page.context().close();
  }
});

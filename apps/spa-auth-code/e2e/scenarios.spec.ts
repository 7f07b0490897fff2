// @long every failure scenario once more, in a browser
// @requires chromium
import { describe, expect, test } from '@jest/globals';
import { scenarios } from '@entra-flows/identity-emulator';
import { type Page, scenariosFor } from '@entra-flows/sample-testing';
import { browser, built, emulator, usePage } from '../testing/use-page.ts';
import { type Case, cases, notPlayed, type Start } from '../testing/scenario-table.ts';

const ADELE = 'adele@contoso.example';

usePage();

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const approve = () => emulator.control.user({ does: 'approve', as: ADELE });

/** Two tokens at a sign-in: the code's, and one that the profile renews as it is too old by then. */
async function begin(page: Page, start: Start): Promise<void> {
  const { control } = emulator;
  await control.reset();
  await approve();
  const answer = { merge: { expires_in: 60 } };
  if (start === 'renew') await control.fault({ at: 'token', times: 2, answer });
  await page.goto(built.url);
  if (start === 'newcomer') return;
  await press(page, 'Sign in');
  await page.getByText(`${ADELE}: token from`).waitFor();
}

const asked = async () =>
  (await emulator.control.exchanges()).filter(({ endpoint }) => endpoint === 'authorize').length;

/** Waits for words at one of the three places, whichever they come to. */
async function ending(page: Page, at: Case['at']): Promise<string> {
  const place = { problem: '#problem', answer: '#answer', authority: 'body' }[at];
  const words = { problem: 'Next:', answer: 'HTTP ', authority: 'AADSTS' }[at];
  await page.locator(place, { hasText: words }).waitFor({ timeout: 25_000 });
  return (await page.locator(place).innerText()).replaceAll('\r', '');
}

describe('each failure scenario ends with what to do next', () => {
  test.each(cases.map((entry) => [entry.scenario, entry.start, entry] as const))(
    '%s (%s)',
    async (scenario, start, { at, says, asked: times }) => {
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        await begin(page, start);
        const before = await asked();
        await emulator.control.play(scenario);
        // The old answer must not be taken for the new one.
        await page.evaluate("document.querySelector('#answer').hidden = true");
        await press(page, start === 'newcomer' ? 'Sign in' : 'Who am I?');
        const text = await ending(page, at);
        expect(text).toMatch(says);
        expect(text).not.toMatch(/^\s+at |undefined|\[object|eyJ/m);
        if (at !== 'authority') expect(page.url()).toBe(built.url);
        if (start !== 'newcomer' && times !== undefined)
          expect((await asked()) - before).toBe(times);
      } finally {
        await context.close();
      }
    },
  );
});

test('each scenario of the catalogue is played to the page, or the table says why not', () => {
  const places = ['authorize', 'authorization_code', 'refresh_token', 'graph', 'api'];
  const names = scenarios.map(({ name }) => name);
  const played = new Set(cases.map(({ scenario }) => scenario));
  expect(names.filter((name) => played.has(name))).toEqual(scenariosFor(places));
  const others = names.filter((name) => !played.has(name));
  expect(others.sort()).toEqual(Object.keys(notPlayed).sort());
});

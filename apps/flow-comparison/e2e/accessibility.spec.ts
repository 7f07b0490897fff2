// @long: every state of the page in two languages, light and dark
// @requires chromium
import { expect, test } from '@jest/globals';
import { axeViolations, openPage, states, useHostedPage } from '../testing/open-page.ts';

useHostedPage();

const tabs = ['raw', 'terminal', 'page', 'token', 'source'];
const dialogs = ['f', 'p', 'c', 'w', '+', 'e', '?'];

test.each(
  ['en', 'ko'].flatMap((language) =>
    (['light', 'dark'] as const).map((colorScheme) => [language, colorScheme] as const),
  ),
)('axe finds nothing in %s, %s', async (language, colorScheme) => {
  const found: string[] = [];
  const look = async (name: string, address: string, key?: string) => {
    const { page } = await openPage(`?lang=${language}${address}`, { colorScheme });
    if (key) {
      await page.keyboard.press(key);
      await page.locator('dialog').waitFor();
    }
    found.push(...(await axeViolations(page)).map((violation) => `${name}: ${violation}`));
    await page.close();
  };
  for (const [name, address] of Object.entries(states)) await look(name, address);
  for (const tab of tabs) await look(tab, `${states.done}&tab=${tab}`);
  for (const key of dialogs) await look(`dialog ${key}`, states.done, key);
  expect(found).toEqual([]);
});

// @long: every state of the page in two languages, light and dark, on a desktop and on a phone
// @requires chromium
import { expect, test } from '@jest/globals';
import { pageFaults } from '@entra-flows/sample-testing';
import { openPage, states, useHostedPage } from '../testing/open-page.ts';

useHostedPage();

const tabs = ['raw', 'terminal', 'page', 'token', 'source'];
const dialogs = ['f', 'p', 'c', 'w', '+', 'e', '?'];

/** Addresses of all states, and the key that opens a dialog there. */
const looks: (readonly [name: string, address: string, key?: string])[] = [
  ...Object.entries(states),
  ...tabs.map((tab) => [tab, `${states.done}&tab=${tab}`] as const),
  ...dialogs.map((key) => [`dialog ${key}`, states.done, key] as const),
];

test.each(['en', 'ko'])(
  'axe finds nothing in %s, and nothing scrolls sideways',
  async (language) => {
    const found: string[] = [];
    for (const [name, address, key] of looks) {
      const { page } = await openPage(`?lang=${language}${address}`);
      if (key !== undefined) {
        await page.keyboard.press(key);
        await page.locator('dialog').waitFor();
      }
      found.push(...(await pageFaults(page)).map((fault) => `${name}: ${fault}`));
      await page.close();
    }
    expect(found).toEqual([]);
  },
);

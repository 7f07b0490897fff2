// @long: every state of the page in two languages, light and dark, on a desktop and on a phone
// @requires chromium
import { expect, test } from '@jest/globals';
import { pageFaults } from '@entra-flows/sample-testing';
import { openPage, states, useHostedPage } from '../testing/open-page.ts';

useHostedPage();

const tabs = ['raw', 'terminal', 'page', 'token', 'source'];
const dialogs = ['f', 'p', 'c', 'w', '+', 'e', '?'];

type Look = readonly [name: string, address: string, key?: string];

/** Addresses of all states, and the key that opens a dialog there. */
const looks: Record<string, Look[]> = {
  states: Object.entries(states),
  tabs: tabs.map((tab) => [tab, `${states.done}&tab=${tab}`]),
  dialogs: dialogs.map((key) => [`dialog ${key}`, states.done, key]),
};

/** Whether the button that closes a dialog lies over a text, on the phone that was looked at last. */
const COVERED = `(() => {
  const button = document.querySelector('dialog .close');
  if (!button?.nextElementSibling) return false;
  const [close, range] = [button.getBoundingClientRect(), document.createRange()];
  range.selectNodeContents(button.nextElementSibling);
  return [...range.getClientRects()].some(
    ({ right, top, bottom }) => right > close.left && top < close.bottom && bottom > close.top,
  );
})()`;

test.each(['en', 'ko'].flatMap((language) => Object.keys(looks).map((name) => [name, language])))(
  'axe finds nothing in the %s in %s, and nothing scrolls sideways',
  async (kind = '', language = '') => {
    const found: string[] = [];
    for (const [name, address, key] of looks[kind] ?? []) {
      const { page } = await openPage(`?lang=${language}${address}`);
      if (key !== undefined) {
        await page.keyboard.press(key);
        await page.locator('dialog').waitFor();
      }
      found.push(...(await pageFaults(page)).map((fault) => `${name}: ${fault}`));
      if (await page.evaluate<boolean>(COVERED)) found.push(`${name}: text below the cross`);
      await page.close();
    }
    expect(found).toEqual([]);
  },
);

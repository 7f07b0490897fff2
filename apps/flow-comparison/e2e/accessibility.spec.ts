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

/** The four rooms: a notebook, a projector, a phone, and that on its side. */
const sizes = [
  [1280, 800],
  [1280, 720],
  [360, 740],
  [640, 360],
] as const;

/** What is not seen whole: rings of the keyboard, and names that nothing tells in full. */
const CUT = `(() => {
  const scope = document.querySelector('dialog') ?? document.body;
  const told = (one) => one.getAttribute('aria-label') ?? one.textContent.trim().slice(0, 60);
  const room = (one) => {
    const inner = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let outer = one.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
      const { overflowX, contain } = getComputedStyle(outer);
      if (overflowX === 'visible' && !/paint|strict/.test(contain)) continue;
      const { left, top, right, bottom } = outer.getBoundingClientRect();
      inner.left = Math.max(inner.left, left);
      inner.top = Math.max(inner.top, top);
      inner.right = Math.min(inner.right, right);
      inner.bottom = Math.min(inner.bottom, bottom);
      if (outer.matches('dialog')) break;
    }
    return inner;
  };
  const cut = [];
  for (const one of scope.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')) {
    if (!one.checkVisibility() || one.tabIndex < 0) continue;
    one.focus({ focusVisible: true });
    if (document.activeElement !== one) continue;
    const { outlineWidth, outlineOffset } = getComputedStyle(one);
    const by = parseFloat(outlineWidth) + parseFloat(outlineOffset) - 1;
    const [box, inner] = [one.getBoundingClientRect(), room(one)];
    const isWhole =
      box.left - by >= inner.left && box.right + by <= inner.right &&
      box.top - by >= inner.top && box.bottom + by <= inner.bottom;
    // What is higher than its room is scrolled, and its ring with it.
    if (!isWhole && box.height < inner.bottom - inner.top) cut.push('ring: ' + told(one));
  }
  for (const one of scope.querySelectorAll('button, .chip, .notes, .told, .pill, h2, h3'))
    if (one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && !one.title)
      cut.push('text: ' + told(one));
  return cut;
})()`;

test.each(['en', 'ko'].flatMap((language) => Object.keys(looks).map((name) => [name, language])))(
  'axe finds nothing in the %s in %s, nothing scrolls sideways, and no ring and no name is cut',
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
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        for (const cut of await page.evaluate<string[]>(CUT))
          found.push(`${name} at ${width} × ${height}: ${cut}`);
      }
      await page.close();
    }
    expect(found).toEqual([]);
  },
);

test('colours of the system tell what a shade tells, and no text lies over another one', async () => {
  const { page } = await openPage(`${states.done}&tab=source`, { forcedColors: 'active' });
  // The line that stays above the source is as wide as that.
  const [legend, source] = await Promise.all(
    ['.side .hint', '.side .code'].map((one) => page.locator(one).first().boundingBox()),
  );
  expect(legend?.width).toBe(source?.width);
  const [lit, dark, tab, other, ink, otherInk, over, label] = await page.evaluate(() =>
    (
      [
        ['.ran', '::before', 'backgroundColor'],
        ['li:not(.ran)', '::before', 'backgroundColor'],
        ['[role=tab][aria-selected=true]', null, 'backgroundColor'],
        ['[role=tab][aria-selected=false]', null, 'backgroundColor'],
        ['[role=tab][aria-selected=true]', null, 'color'],
        ['[role=tab][aria-selected=false]', null, 'color'],
        ['.rows li button', null, 'color'],
        ['.row .label', null, 'fill'],
      ] as const
    ).map(([one, part, what]) => getComputedStyle(document.querySelector(one)!, part)[what]),
  );
  expect(lit).not.toBe(dark);
  expect(tab).not.toBe(other);
  expect(ink).not.toBe(otherInk);
  expect([over, label]).toEqual(['rgba(0, 0, 0, 0)', 'rgb(0, 0, 0)']);
});

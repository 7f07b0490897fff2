import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Looks at a page in light and dark colours, on a desktop and on a phone, as axe does. Axe is put there as
 * extensions of browsers are, past the policy of the page. Where PAGE_PICTURES names a folder, each look is kept
 * there as a picture.
 *
 * @returns what is wrong: rules of axe that are broken, `scrolls sideways`, text that is cut off, and what the
 *   Tab key reaches without showing it; nothing for a good page
 */
export async function pageFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  // In a world of its own: the page's scripts do not see axe, and the page stays as it was.
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = { frameId: frameTree.frame.id, worldName: 'axe' };
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', world);
  const evaluate = async <T>(expression: string) => {
    const options = { expression, contextId, awaitPromise: true, returnByValue: true };
    return (await session.send('Runtime.evaluate', options)).result.value as T;
  };
  await evaluate(`${axe}; undefined`);
  const name = await nameOfPicture(page);
  const faults = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      // Only colours are others in the dark.
      const rules =
        colorScheme === 'light' ? '' : "runOnly: ['color-contrast', 'link-in-text-block'],";
      const found = await evaluate<string[]>(
        `axe.run({ ${rules} resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id }) => id))`,
      );
      for (const fault of found) faults.add(`${fault}, ${colorScheme}, ${width}`);
      const fits = await evaluate('document.documentElement.scrollWidth <= innerWidth');
      if (fits !== true) faults.add(`scrolls sideways at ${width}`);
      for (const cut of await evaluate<string[]>(CUT_TEXTS)) faults.add(`cut at ${width}: ${cut}`);
      await keepPicture(page, `${name}-${width}-${colorScheme}`);
    }
  }
  for (const hidden of await hiddenFocus(page, evaluate)) faults.add(`focus not seen: ${hidden}`);
  await session.detach();
  return [...faults];
}

/**
 * Texts that are wider than their box shows, without a sign of it; a closed list shows its choice, less the room of
 * its arrow. What is transparent or one pixel wide is there to be read out.
 */
const CUT_TEXTS = `(() => {
  const pen = document.createElement('canvas').getContext('2d');
  const hasText = ({ childNodes }) => [...childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim());
  const isCut = (element) => {
    const style = getComputedStyle(element);
    if (style.color === 'rgba(0, 0, 0, 0)') return false;
    const isShort = element.scrollWidth > element.clientWidth && style.textOverflow !== 'ellipsis';
    if (element.localName !== 'select') return style.overflowX === 'hidden' && isShort && hasText(element);
    pen.font = style.font;
    const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 16;
    return pen.measureText(element.selectedOptions[0]?.text ?? '').width > room;
  };
  return [...document.querySelectorAll('main *')]
    .filter((element) => element.checkVisibility() && element.clientWidth > 1 && isCut(element))
    .map((element) => element.id || element.textContent.trim().slice(0, 40));
})()`;

const FOCUSED = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const name = element.id || element.textContent.trim().slice(0, 40);
  return { name, isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
})()`;

/** What the Tab key reaches without an outline that is wide enough to be seen. */
async function hiddenFocus(
  page: Page,
  evaluate: <T>(expression: string) => Promise<T>,
): Promise<string[]> {
  const hidden = new Set<string>();
  const count = await evaluate<number>(
    `document.querySelectorAll('a[href], button, input, select, [tabindex]').length`,
  );
  for (let step = 0; step < Math.min(count, 20); step += 1) {
    await page.keyboard.press('Tab');
    const focused = await evaluate<{ name: string; isSeen: boolean } | undefined>(FOCUSED);
    if (focused && !focused.isSeen) hidden.add(focused.name);
  }
  // The next press of Tab begins at the top again.
  await evaluate(`(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  })()`);
  return [...hidden];
}

let taken = 0;

/** The project, the page's place in the run, its language and its title. */
async function nameOfPicture(page: Page): Promise<string> {
  taken += 1;
  const language = await page.getAttribute('html', 'lang');
  const title = (await page.title()).replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 40);
  return `${basename(process.cwd())}-${String(taken).padStart(2, '0')}-${language}-${title}`;
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['PAGE_PICTURES'];
  if (!folder) return;
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Looks at a page in light and dark colours, on a desktop and on a phone, as axe does. Axe is put there as
 * developer tools do, past the policy of the page.
 *
 * @returns what is wrong: rules of axe that are broken, and `scrolls sideways`; nothing for a good page
 */
export async function pageFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const evaluate = async <T>(expression: string) => {
    const options = { expression, awaitPromise: true, returnByValue: true };
    return (await session.send('Runtime.evaluate', options)).result.value as T;
  };
  await evaluate(`${axe}; undefined`);
  const faults = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      const found = await evaluate<string[]>(
        'axe.run().then(({ violations }) => violations.map(({ id }) => id))',
      );
      for (const fault of found) faults.add(`${fault}, ${colorScheme}, ${width}`);
      const fits = await evaluate('document.documentElement.scrollWidth <= innerWidth');
      if (fits !== true) faults.add(`scrolls sideways at ${width}`);
    }
  }
  await session.detach();
  return [...faults];
}

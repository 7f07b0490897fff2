import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desktop = { width: 1280, height: 740 };
const phone = { width: 360, height: 740 };

interface Found {
  violations: { id: string }[];
}

/**
 * Axe finds nothing on the page, in light and dark colours, at a desk and on a phone; it fits. Where
 * PAGE_PICTURES names a folder, each look is kept there as a picture.
 */
export async function checkAccessibility(page: Page): Promise<void> {
  await page.evaluate(axe);
  taken += 1;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size);
      const isFirst = colorScheme === 'dark' && size === phone;
      await passes(page, isFirst ? '' : "runOnly: ['color-contrast', 'target-size'],");
      await keepPicture(page, `${size.width}-${colorScheme}`);
    }
  }
}

async function passes(page: Page, rules: string): Promise<void> {
  const { violations } = await page.evaluate<Found>(
    `axe.run({ ${rules} resultTypes: ['violations'] })`,
  );
  const title = await page.title();
  expect({ title, found: violations.map(({ id }) => id) }).toEqual({ title, found: [] });
  const fits = 'document.documentElement.scrollWidth <= innerWidth';
  expect({ title, fits: await page.evaluate(fits) }).toEqual({ title, fits: true });
}

let taken = 0;

async function keepPicture(page: Page, look: string): Promise<void> {
  const folder = process.env['PAGE_PICTURES'];
  if (!folder) return;
  const language = await page.getAttribute('html', 'lang');
  const title = (await page.title()).replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 40);
  const name = `emulator-${String(taken).padStart(2, '0')}-${language}-${title}-${look}.png`;
  await page.screenshot({ path: join(folder, name), fullPage: true, animations: 'disabled' });
}

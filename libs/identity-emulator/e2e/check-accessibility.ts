import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desktop = { width: 900, height: 800 };
const phone = { width: 360, height: 700 };

interface Found {
  violations: { id: string }[];
}

/** Axe finds nothing on the page, in light and dark colours, at a desk and on a phone; it fits. */
export async function checkAccessibility(page: Page): Promise<void> {
  await page.evaluate(axe);
  await page.setViewportSize(desktop);
  await passes(page, '{}');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(phone);
  await passes(page, "{ runOnly: ['color-contrast', 'target-size'] }");
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(desktop);
}

async function passes(page: Page, rules: string): Promise<void> {
  const { violations } = await page.evaluate<Found>(`axe.run(${rules})`);
  const title = await page.title();
  expect({ title, found: violations.map(({ id }) => id) }).toEqual({ title, found: [] });
  const fits = 'document.documentElement.scrollWidth <= innerWidth';
  expect(await page.evaluate(fits)).toBe(true);
}

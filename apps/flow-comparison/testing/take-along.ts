import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Recording } from '../src/messages.ts';
import type { Browser, Page } from './open-page.ts';

/** What the export dialog hands out. */
export interface TakenAlong {
  /** The page as one file. */
  html: string;
  /** The recordings as JSON. */
  json: string;
  recordings: Recording[];
  /** A diagram a lane. */
  mermaid: string[];
}

/** Exports what a page shows, in each form that it has. */
export async function takeAlong(page: Page): Promise<TakenAlong> {
  await page.keyboard.press('e');
  const saved = async (name: RegExp) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  const html = await saved(/^Save: One HTML file/);
  const json = await saved(/^Save: Recordings/);
  const mermaid = await page.locator('dialog details pre').allTextContents();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  return { html, json, recordings: JSON.parse(json) as Recording[], mermaid };
}

/** What the lanes show, as far as they have run: outcome, figures, and each step as a screen reader hears it. */
export const shownIn = async (page: Page): Promise<unknown[]> => {
  const lanes = await page.locator('.lane').all();
  return Promise.all(
    lanes.map(async (lane) => ({
      outcome: await lane.locator('.pill').allInnerTexts(),
      figures: await lane.locator('.score').innerText(),
      steps: await lane.locator('ol button').allTextContents(),
    })),
  );
};

/** A browser's page that has no network, for files that were taken along. */
export interface OfflineReader {
  /**
   * Opens the file, and replays its first runs to their end.
   *
   * @param keys - pressed after the first runs have begun
   * @returns the page, and what it asked of others than the file
   */
  replay(html: string, ...keys: string[]): Promise<{ page: Page; asked: string[] }>;
  close(): Promise<void>;
}

export async function offlineReader(browser: Browser): Promise<OfflineReader> {
  const context = await browser.newContext({
    offline: true,
    viewport: { width: 1280, height: 720 },
  });
  const page = await context.newPage();
  const folder = mkdtempSync(join(tmpdir(), 'taken-along-'));
  let asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  return {
    async replay(html, ...keys) {
      const file = join(folder, 'exported.html');
      writeFileSync(file, html);
      asked = [];
      await page.goto(pathToFileURL(file).href);
      await page.locator('.lane h2').first().waitFor();
      await page.keyboard.press('s');
      await page.locator('.row').first().waitFor();
      for (const key of [...keys, 'End']) await page.keyboard.press(key);
      const isUnfinished = page.locator('.lane:not(:has(.pill:is(.good, .bad)))').first();
      await isUnfinished.waitFor({ state: 'detached' });
      return { page, asked: asked.filter((url) => !/^(?:file|data|blob):/.test(url)) };
    },
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

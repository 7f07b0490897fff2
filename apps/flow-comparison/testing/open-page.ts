import { afterAll, beforeAll } from '@jest/globals';
import { launchChromium } from '@entra-flows/sample-testing';
import { handMadeRecordings, handMadeStage } from './hand-made-stage.ts';
import { hostPage, type PageHost } from './page-host.ts';

export type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;

/** Of the spec file that calls `useHostedPage`. */
export let browser: Browser;
export let host: PageHost;

/** Builds the static page once for a spec file, and hosts it with runs made by hand, or with the recordings. */
export function useHostedPage(runs: 'made-by-hand' | 'recordings' = 'made-by-hand'): void {
  const own = { stage: handMadeStage, recordings: handMadeRecordings };
  beforeAll(async () => {
    [browser, host] = await Promise.all([
      launchChromium(),
      hostPage(runs === 'recordings' ? undefined : own),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await host[Symbol.asyncDispose]();
  });
}

/** Links to states of the page. */
export const states = {
  ready: '',
  done: '#flows=device-code,interactive&lane=1/1&step=11',
  blocked: '#flows=device-code,interactive&scenario=device-code-blocked&lane=1/1&step=7-answer',
  bothRuns: '#flows=device-code,interactive&runs=both',
  many: '#flows=many',
} as const;

/** The page at an address below its own; whatever it complains of ends the test. */
export async function openPage(
  address: string,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, ...options });
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(new URL(address, host.url).href);
  await page.locator('.lane h2').first().waitFor();
  if (address.includes('#')) await page.locator('.row').first().waitFor();
  return { page, complaints };
}

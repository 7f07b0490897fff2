// Started by tools/bench: measures the page in a real Chromium and prints what it found as JSON.
// Usage: measure-page.ts frames|growth ROUNDS
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@entra-flows/sample-testing';
import { launchChromium } from '@entra-flows/sample-testing/launch-chromium';
import { chromium } from '../src/lanes/flows.ts';
import { handMadeStage, manyExchanges } from './hand-made-stage.ts';
import { hostPage } from './page-host.ts';

const [what = '', rounds = '3'] = process.argv.slice(2);

/** Exchanges of a run. */
const sizes = [20, 200, 2000];
const pictures = 120;

const [flow] = handMadeStage.flows;
if (!flow) throw new Error('The stage made by hand has no flow.');
const flows = sizes.map((size) => ({ ...flow, flow: `many-${size}` }));
const executablePath = chromium();
if (!executablePath) throw new Error('Chromium was not found: install it, or name it in CHROMIUM.');
const browser = await launchChromium({ executablePath, handleSIGTERM: false });
const host = await hostPage({
  stage: { ...handMadeStage, flows, lanes: [] },
  recordings: sizes.map((size) => manyExchanges(size, `many-${size}`)),
});
const end = async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
};
process.once('SIGTERM', () => void end().finally(() => process.exit(143)));

const newPage = () => browser.newPage({ viewport: { width: 1280, height: 720 } });

async function open(page: Page, size: number): Promise<Page> {
  await page.goto(`${host.url}#flows=many-${size}`);
  await page.locator('.row').first().waitFor();
  return page;
}

/** ms from each picture to the next, by the browser's own clock, while something moves in each. */
const picturesOf = (page: Page, move: 'scroll' | 'scrub'): Promise<number[]> =>
  page.evaluate(
    async ([asked, count]) => {
      const rows = document.querySelector('.rows');
      const slider = document.querySelector('input[type=range]');
      if (!rows || !(slider instanceof HTMLInputElement)) throw new Error('no run is shown');
      const took: number[] = [];
      let before = await new Promise<number>(requestAnimationFrame);
      for (let at = 0; at < count; at += 1) {
        if (asked === 'scroll') rows.scrollTop = at * 400;
        else {
          slider.valueAsNumber = (Number(slider.max) * ((at * 7) % count)) / count;
          slider.dispatchEvent(new Event('input', { bubbles: true }));
        }
        const now = await new Promise<number>(requestAnimationFrame);
        took.push(now - before);
        before = now;
      }
      return took;
    },
    [move, pictures] as const,
  );

/** ms that the page's main thread worked meanwhile: scripts, styles, layout and drawing. */
async function workOf(page: Page, work: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
  const before = await worked();
  await work();
  return (await worked()) - before;
}

async function frames(): Promise<object> {
  const found = { scroll: [] as number[], scrub: [] as number[] };
  const page = await open(await newPage(), 2000);
  for (let round = 0; round < Number(rounds); round += 1)
    for (const move of ['scroll', 'scrub'] as const)
      found[move].push(Math.max(...(await picturesOf(page, move))));
  const assets = join(host.folder, 'assets');
  const scripts = readdirSync(assets).filter((file) => file.endsWith('.js'));
  const bytes = scripts.map((file) => gzipSync(readFileSync(join(assets, file))).length);
  return { ...found, scriptBytes: bytes.reduce((sum, size) => sum + size, 0) };
}

async function growth(): Promise<object> {
  const found = sizes.map((size) => ({ size, opened: [] as number[], scrub: [] as number[] }));
  for (let round = -1; round < Number(rounds); round += 1)
    for (const { size, opened, scrub } of found) {
      const page = await newPage();
      const toOpen = await workOf(page, () => open(page, size));
      const toScrub = await workOf(page, () => picturesOf(page, 'scrub'));
      await page.close();
      if (round < 0) continue;
      opened.push(toOpen);
      scrub.push(toScrub / pictures);
    }
  return found;
}

try {
  process.stdout.write(JSON.stringify(await (what === 'growth' ? growth() : frames())));
} finally {
  await end();
}

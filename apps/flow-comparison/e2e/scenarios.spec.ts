// @matrix each flow with each scenario that it can meet
// @requires chromium, kerberos
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scenarios } from '@entra-flows/identity-emulator';
import { launchChromium } from '@entra-flows/sample-testing';
import { buildPage } from '../src/build-page.ts';
import { isMetBy, laneFlow, laneFlows } from '../src/lanes/flows.ts';
import type { LaneEvent, LaneMessage, StageMessage } from '../src/messages.ts';
import { diagramOf } from '../src/run/diagram.ts';
import { mermaidIn } from '../src/run/explain.ts';
import { scoreOf } from '../src/run/score.ts';
import { messageJournal } from '../src/server/message-journal.ts';
import { serveStage, type StageServer } from '../src/server/serve-stage.ts';
import { createStage, type Stage } from '../src/stage.ts';
import { cachedSecrets, knownSecrets, leaksIn } from '../testing/known-secrets.ts';
import type { Browser, Page } from '../testing/open-page.ts';
import { type PrintedText, printedText } from '../testing/printed-text.ts';
import { offlineReader, type OfflineReader, shownIn, takeAlong } from '../testing/take-along.ts';
import { type WatchedEmulators, watchedEmulators } from '../testing/watched-emulators.ts';

/** ms: four batches, and some scenarios take a minute. */
const LONGEST = 900_000;

/** Ten seconds of a page that nobody closes, and a service that tries again, are not failures of the stage. */
const longest = 90_000;

/** Lanes at the same time; on a small machine more would only wait for each other. */
const atOnce = 3;

let messages: StageMessage[] = [];
let emulators: WatchedEmulators;
let stage: Stage;
let server: StageServer;
let browser: Browser;
let page: Page;
let reader: OfflineReader;
let printed: PrintedText;

beforeAll(async () => {
  printed = printedText();
  [emulators] = await Promise.all([watchedEmulators(), buildPage()]);
  const journal = messageJournal();
  const say = (message: StageMessage) => {
    messages.push(message);
    journal.add(message);
  };
  stage = createStage(emulators.pool, say, { longest });
  server = await serveStage(stage, journal, 0);
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(server.address);
  reader = await offlineReader(browser);
}, 120_000);
afterAll(async () => {
  printed.end();
  await reader.close();
  await browser.close();
  await server.close();
  await stage.close();
});

test.each(scenarios.map(({ name }) => name))(
  '%s',
  async (scenario) => {
    const flows = laneFlows.filter((flow) => isMetBy(flow, scenario)).map(({ flow }) => flow);
    for (let first = 0; first < flows.length; first += atOnce) {
      const some = flows.slice(first, first + atOnce);
      await stage.setLanes(some.map((flow) => ({ flow, user: 'scripted' })));
      await stage.ready();
      messages = [];
      await stage.start({ run: 1, scenario });
      const runs = stage.lanes().map(({ lane, flow }) => ({ lane, flow, ...runOf(lane) }));
      for (const { flow, end, events } of runs) {
        expect([flow, end?.state]).toEqual([flow, expect.stringMatching(/^(succeeded|failed)$/)]);
        // A run without a token says why: by a code in the list, or in the lane.
        if (end?.state === 'failed')
          expect([flow, events.at(-1)?.failed?.code ?? end.message]).not.toContain(undefined);
        expect(events.map(({ order }) => order)).toEqual(events.map((_, at) => at + 1));
        const drawn = diagramOf(events).rows.flatMap(({ events: own }) => own);
        expect(new Set(drawn.map(({ order }) => order)).size).toBe(events.length);
      }
      await expectJournal(runs);
      await expectPage(runs);
      await expectExports(runs);
    }
  },
  LONGEST,
);

interface Run {
  lane: string;
  flow: string;
  end: LaneMessage | undefined;
  events: LaneEvent[];
}

function runOf(lane: string): Pick<Run, 'end' | 'events'> {
  const own = messages.filter((message) => message.lane === lane);
  return {
    end: own.findLast((message): message is LaneMessage => message.type === 'lane'),
    events: own.flatMap((message) => (message.type === 'event' ? [message.event] : [])),
  };
}

/**
 * The exchanges of the diagrams are those of the emulators' own journals, each in its order. The journal has a
 * sign-in as one exchange, from the request to the answer; the diagram has its pages, too.
 */
async function expectJournal(runs: readonly Run[]): Promise<void> {
  const isPage = ({ kind, note }: LaneEvent) =>
    note?.['endpoint'] === 'page' || kind === 'page' || kind === 'redirect';
  const line = (endpoint: string, ...more: (string | number | undefined)[]) =>
    [endpoint, ...more.slice(endpoint === 'authorize' ? 1 : 0)].join(' ');
  const seen = runs.map(({ events }) =>
    events
      .filter((event) => event.source === 'authority' && event.exchange && !isPage(event))
      .map(({ note, exchange }) =>
        line(String(note?.['endpoint']), exchange?.status, exchange?.path),
      ),
  );
  const journals = (await emulators.played()).map((exchanges) =>
    exchanges.map(({ endpoint, status, path }) => line(endpoint, status, path)),
  );
  const sorted = (lists: string[][]) => lists.map((list) => list.join('\n')).sort();
  expect(sorted(seen)).toEqual(sorted(journals));
}

/** The figures of the page are those of the list. */
async function expectPage(runs: readonly Run[]): Promise<void> {
  for (const [at, { events }] of runs.entries()) {
    const { requests } = scoreOf(events);
    const score = page.locator('.lane').nth(at).locator('.score');
    await score
      .getByText(new RegExp(`^${requests} app requests?$`))
      .first()
      .waitFor();
  }
}

/** Its tokens lie in a file. */
function keepsTokens({ flow, end }: Run): boolean {
  const { runs, broker } = laneFlow(flow);
  return end?.state === 'succeeded' && !broker && (runs === 'command' || runs === 'service');
}

/** What is taken along is what the page shows, opens without a network, and holds no secret; nor does the page. */
async function expectExports(runs: readonly Run[]): Promise<void> {
  // The page is told a moment later than this list.
  await page.getByRole('button', { name: /^Start/ }).waitFor();
  const shown = await shownIn(page);
  const { html, json, recordings, mermaid } = await takeAlong(page);
  expect(recordings.map(({ flow }) => flow)).toEqual(runs.map(({ flow }) => flow));
  for (const [at, { events }] of runs.entries()) {
    const told = recordings[at]?.messages.flatMap((one) =>
      one.type === 'event' ? [one.event] : [],
    );
    expect(told).toEqual(events);
    expect(mermaid[at]).toBe(mermaidIn(diagramOf(events), 'en'));
  }
  const offline = await reader.replay(html);
  expect(offline.asked).toEqual([]);
  expect(await shownIn(offline.page)).toEqual(shown);

  const stored = await page.evaluate(
    () => JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie,
  );
  expect(cachedSecrets().length > 0 || !runs.some(keepsTokens)).toBe(true);
  const texts = {
    ...{ html, json, stored, mermaid: mermaid.join('\n'), stream: JSON.stringify(messages) },
    ...{ page: await page.content(), address: page.url(), printed: printed.text() },
  };
  const key = new URL(server.address).searchParams.get('key') ?? '';
  expect(leaksIn(texts, [key, ...knownSecrets(emulators.taken)])).toEqual([]);
}

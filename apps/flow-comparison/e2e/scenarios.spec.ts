// @matrix each flow with each scenario that it can meet
// @requires chromium, kerberos
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scenarios } from '@entra-flows/identity-emulator';
import { launchChromium } from '@entra-flows/sample-testing';
import { buildPage } from '../src/build-page.ts';
import { isMetBy, laneFlows } from '../src/lanes/flows.ts';
import type { LaneEvent, LaneMessage, StageMessage } from '../src/messages.ts';
import { diagramOf } from '../src/run/diagram.ts';
import { scoreOf } from '../src/run/score.ts';
import { messageJournal } from '../src/server/message-journal.ts';
import { serveStage, type StageServer } from '../src/server/serve-stage.ts';
import { createStage, type Stage } from '../src/stage.ts';
import type { Browser, Page } from '../testing/open-page.ts';
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

beforeAll(async () => {
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
}, 120_000);
afterAll(async () => {
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
      expectNoSecret(JSON.stringify(messages));
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
  const content = await page.content();
  const stored = await page.evaluate(
    () => JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie,
  );
  expectNoSecret(content + stored);
  for (const [at, { events }] of runs.entries()) {
    const { requests } = scoreOf(events);
    const score = page.locator('.lane').nth(at).locator('.score');
    await score
      .getByText(new RegExp(`^${requests} requests?$`))
      .first()
      .waitFor();
  }
}

function expectNoSecret(text: string): void {
  expect(text.match(/eyJ[\w-]{10,}\.eyJ/)?.[0]).toBe(undefined);
  const known = [
    ...cachedSecrets(),
    ...emulators.taken.flatMap(({ controlSecret, users }) => [
      controlSecret,
      ...users.map(({ password }) => password),
    ]),
  ];
  expect(known.filter((secret) => text.includes(secret.slice(0, 40)))).toEqual([]);
}

/** Tokens that lie in the lanes' caches. */
function cachedSecrets(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(`flow-comparison-${process.pid}-`))
    .flatMap((name) => readdirSync(join(tmpdir(), name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name === 'cache')
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .flatMap((text) => text.match(/(?<="secret": ?")[^"]+/g) ?? []);
}

// @requires chromium
// The page and the stage that serves it: real samples, real emulators, a real browser.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { launchChromium } from '@entra-flows/sample-testing';
import { buildPage } from '../src/build-page.ts';
import type { LaneEmulator } from '../src/lanes/emulators.ts';
import { findRecording } from '../src/record/read-recordings.ts';
import { type MessageJournal, messageJournal } from '../src/server/message-journal.ts';
import { serveStage, type StageServer } from '../src/server/serve-stage.ts';
import { createStage, type Stage } from '../src/stage.ts';
import { cachedSecrets, knownSecrets, leaksIn } from '../testing/known-secrets.ts';
import type { Browser, Page } from '../testing/open-page.ts';
import { type PrintedText, printedText } from '../testing/printed-text.ts';
import { offlineReader, shownIn, takeAlong } from '../testing/take-along.ts';
import { watchedEmulators } from '../testing/watched-emulators.ts';

let emulators: LaneEmulator[];
let stage: Stage;
let server: StageServer;
let browser: Browser;
let journal: MessageJournal;
let printed: PrintedText;

beforeAll(async () => {
  printed = printedText();
  const [{ pool, taken }] = await Promise.all([watchedEmulators(), buildPage()]);
  emulators = taken;
  journal = messageJournal();
  stage = createStage(pool, journal.add, { longest: 60_000, recording: findRecording });
  server = await serveStage(stage, journal, 0);
  await stage.setLanes(
    ['device-code', 'interactive'].map((flow) => ({ flow, user: 'scripted' as const })),
  );
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  printed.end();
  await browser.close();
  await server.close();
  await stage.close();
});

async function openStage(
  lanes = 2,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await prepare(page);
  await page.goto(server.address);
  await page
    .locator('.lane')
    .nth(lanes - 1)
    .waitFor();
  return { page, complaints };
}

const pills = (page: Page) => page.locator('.lane .pill.good');

test('two lanes run, and run again; the figures are those of the emulators', async () => {
  await stage.ready();
  const { page, complaints } = await openStage();
  await page.getByText('Press Start').first().waitFor();
  await page.keyboard.press('s');
  await pills(page).nth(1).waitFor();
  await page.getByText('How it ended').nth(1).waitFor();
  // Which lane took which emulator is chance.
  const asked = emulators.map(async ({ control }) => {
    const exchanges = await control.exchanges();
    return exchanges.filter(({ endpoint }) => endpoint !== 'authorize').length;
  });
  const shown = await page.locator('.lane .score').allInnerTexts();
  const counted = shown.map((text) => Number(/^(\d+) app requests/.exec(text)?.[1]));
  expect(counted.sort()).toEqual((await Promise.all(asked)).sort());
  for (const tab of ['Raw', 'Terminal', 'Page', 'Token', 'Source'])
    await page.getByRole('tab', { name: tab }).click();
  await page.getByText('lines ran').first().waitFor();

  await page.keyboard.press('a');
  await page.getByText('1 app request').nth(1).waitFor();
  await pills(page).nth(1).waitFor();
  expect(complaints).toEqual([]);
});

test('no secret of the emulators is in the page, its storage, or what it exports', async () => {
  const { page } = await openStage();
  await pills(page).nth(1).waitFor();
  const reader = await offlineReader(browser);
  await page.keyboard.press('v');
  await page.locator('.lane').nth(3).waitFor();
  const shown = await shownIn(page);
  const { html, json, recordings, mermaid } = await takeAlong(page);
  expect(recordings.map(({ flow, run }) => [flow, run])).toEqual(
    ['device-code', 'interactive'].flatMap((flow) => [1, 2].map((run) => [flow, run])),
  );
  expect(mermaid.map((text) => text.slice(0, 15))).toEqual(Array(4).fill('sequenceDiagram'));
  const offline = await reader.replay(html, 'a', 'v');
  expect(offline.asked).toEqual([]);
  expect(await shownIn(offline.page)).toEqual(shown);
  await reader.close();

  const stored = await page.evaluate(
    () => JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie,
  );
  const texts = {
    ...{ html, json, stored, mermaid: mermaid.join('\n'), printed: printed.text() },
    ...{ page: await page.content(), address: page.url() },
  };
  const key = new URL(server.address).searchParams.get('key') ?? '';
  expect(cachedSecrets()).not.toEqual([]);
  expect(leaksIn(texts, [key, ...knownSecrets(emulators)])).toEqual([]);
});

test('a failure starts from the page, and the other flow beside it from its diagnosis', async () => {
  const { page } = await openStage();
  const blocked = page.getByRole('radio', { name: 'A policy blocks the device code flow' });
  // A lane that cannot meet it is offered none; it is no choice for another once that lane is gone.
  await page.keyboard.press('f');
  await page.getByRole('combobox', { name: 'Lanes' }).selectOption('Interactive');
  await page.getByRole('radio', { name: 'The redirect URI is not registered' }).check();
  expect(await blocked.isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove Interactive' }).click();
  await page.locator('.lane').nth(1).waitFor({ state: 'detached' });
  await page.locator('.failing').waitFor({ state: 'detached' });
  await page.keyboard.press('f');
  await blocked.check();
  await page.getByRole('button', { name: 'Start with it' }).click();
  await page.locator('.pill.bad', { hasText: 'AADSTS53003' }).waitFor();
  await page.getByRole('button', { name: 'Try Interactive beside it' }).dblclick();
  await page.locator('.lane').nth(1).locator('.pill.good').waitFor();
  expect(await page.locator('.lane').count()).toBe(2);
  expect(await page.locator('.notice').count()).toBe(0);
  expect(await page.locator('.lane').first().locator('.pill.bad').count()).toBe(1);
});

test('what is taken along has all lanes, also where the stage played the failure for another page', async () => {
  const flows = ['device-code', 'interactive'];
  await stage.setLanes(flows.map((flow) => ({ flow, user: 'scripted' })));
  await stage.ready();
  const { page } = await openStage();
  await stage.start({ run: 1, scenario: 'not-a-public-client' });
  await page.locator('.pill.bad').nth(1).waitFor();
  const [shown, { html }] = [await shownIn(page), await takeAlong(page)];
  const reader = await offlineReader(browser);
  const offline = await reader.replay(html);
  expect(await shownIn(offline.page)).toEqual(shown);
  await reader.close();
});

test('a policy that is switched in the page is met by the next run', async () => {
  const { page } = await openStage();
  await page.keyboard.press('r');
  await page.getByText('Press Start').first().waitFor();
  await page.keyboard.press('p');
  await page.getByRole('checkbox', { name: 'Block the device code flow' }).click();
  const named = { name: 'Policy: No device code', includeHidden: true };
  await page.getByRole('button', named).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('s');
  await page.locator('.lane').first().locator('.pill.bad', { hasText: 'AADSTS53003' }).waitFor();
  await page.keyboard.press('c');
  await page.locator('dialog').waitFor();
  const scenes = await page.locator('.scenes-list > li').all();
  const boxes = await Promise.all(scenes.map((scene) => scene.boundingBox()));
  // All of them on one screen.
  expect(boxes.filter((box) => !box || box.y + box.height > 720)).toEqual([]);
  await page.keyboard.press('1');
  await page.getByText('Switched off by the scene: Block the device code flow.').waitFor();
  await page.keyboard.press('p');
  await page.getByRole('checkbox', { name: 'Block the device code flow' }).click();
  await page.getByRole('button', named).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Policies', exact: true }).waitFor();
});

test('an answer that does not come: the lane counts down until the app gives up, and nothing has failed before', async () => {
  const { page } = await openStage(1);
  await page.keyboard.press('f');
  await page.getByRole('radio', { name: 'No answer at all' }).check();
  await page.getByRole('button', { name: 'Start with it' }).click();
  const lane = page.locator('.lane').first();
  const pill = lane.locator('.pill');
  for (const left of [14, 13, 12])
    await pill.getByText(`waits: ${left} s`, { exact: true }).waitFor();
  await lane.locator('ol button', { hasText: 'no answer yet: gives up in 14 s' }).waitFor();
  expect(await lane.locator('.row.bad').count()).toBe(0);
  await page.keyboard.press('x');
  await pill.getByText('stopped').waitFor();
  await page.keyboard.press('r');
  await page.getByText('Press Start').first().waitFor();
});

test('by hand, in Korean: link and code stand together; where the stage ends, nothing goes on running', async () => {
  await stage.setLanes([{ flow: 'device-code', user: 'you' }]);
  const { page } = await openStage(1);
  await page.keyboard.press('l');
  await page.getByRole('button', { name: '직접 로그인', pressed: true }).waitFor();
  await page.keyboard.press('s');
  await page.locator('.sign-in', { hasText: '입력할 코드' }).waitFor();
  const printed = journal
    .since(0)
    .flatMap(({ message }) => (message.type === 'terminal' ? [message.text] : []));
  const code = await page.locator('.sign-in code').innerText();
  expect(printed.at(-1)).toContain(`코드   `);
  expect(printed.at(-1)).toContain(code);
  const link = new URL((await page.locator('.sign-in a').getAttribute('href')) ?? '');
  const told = await (await fetch(link)).text();
  expect(told).toContain('<html lang="ko"');

  const { port } = server;
  await server.close();
  await page.locator('.pill', { hasText: '연결 안 됨' }).waitFor();
  const clock = () => page.locator('.clock').innerText();
  const then = await clock();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await clock()).toBe(then);
  await stage.stop();
  server = await serveStage(stage, journal, port);
  await stage.setLanes(
    ['device-code', 'interactive'].map((flow) => ({ flow, user: 'scripted' as const })),
  );
  stage.speak('en');
});

test('two browsers show one stage: what one chooses, starts and ends is what the other shows', async () => {
  const [one, other] = await Promise.all([openStage(), openStage()]);
  await one.page
    .getByRole('button', { name: /^you sign in|^scripted user/ })
    .first()
    .click();
  for (const { page } of [one, other])
    await page.getByRole('button', { name: 'you sign in', pressed: true }).waitFor();
  await one.page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await one.page.getByRole('button', { name: 'you sign in' }).waitFor({ state: 'detached' });
  await one.page.getByRole('button', { name: 'Add a flow' }).click();
  await one.page.getByRole('button', { name: 'Show: Silent' }).click();
  await other.page.getByRole('heading', { name: 'Silent' }).waitFor();
  // The last lane has no other in its place that could tell.
  await one.page.getByRole('button', { name: 'Remove Silent' }).click();
  for (const { page } of [one, other])
    await page.locator('.lane').nth(1).waitFor({ state: 'detached' });
  await one.page.keyboard.press('s');
  await other.page.locator('.row').first().waitFor();

  // The one who started it leaves in mid-run; the stream of one who comes then is cut, and goes on.
  await one.page.close();
  const asked: (string | undefined)[] = [];
  const onRequest = (message: unknown) => {
    const { url, headers } = (message as { request: IncomingMessage }).request;
    if (url === '/api/events') asked.push(headers['last-event-id'] as string | undefined);
  };
  subscribe('http.server.request.start', onRequest);
  const known = journal.since(0).slice(0, 3);
  const told = known.map(({ id, message }) => `id: ${id}\ndata: ${JSON.stringify(message)}\n\n`);
  let isCut = false;
  const { page: late } = await openStage(1, async (page) => {
    await page.route('**/api/events', (route) => {
      if (isCut) return route.continue();
      isCut = true;
      return route.fulfill({ contentType: 'text/event-stream', body: told.join('') });
    });
  });
  for (const page of [late, other.page]) await page.locator('.pill.bad, .pill.good').waitFor();
  await late.getByText('The connection to the stage is lost.').waitFor({ state: 'detached' });
  unsubscribe('http.server.request.start', onRequest);
  expect(asked).toEqual([`${known.at(-1)?.id}`]);
  expect(await late.locator('.row').count()).toBe(await other.page.locator('.row').count());
});

test('a scene that one window starts is on in all of them, also in one that had its own or comes later', async () => {
  const [one, other] = await Promise.all([openStage(1), openStage(1)]);
  const play = async ({ page }: typeof one, key: string) => {
    await page.keyboard.press('c');
    await page.locator('dialog').waitFor();
    await page.keyboard.press(key);
  };
  await play(other, '5');
  await other.page.getByRole('tab', { name: 'Source', selected: true }).waitFor();
  await play(one, 'd');
  const late = await openStage(1);
  for (const { page } of [one, other, late]) {
    await page.locator('.notes', { hasText: 'AADSTS90094' }).waitFor();
    await page.locator('.pill.bad', { hasText: 'AADSTS90094' }).waitFor();
    await page.getByRole('tab', { name: 'In words', selected: true }).waitFor();
    expect(await page.locator('.failing').count()).toBe(1);
  }
  await play(other, 'n');
  for (const { page } of [one, other, late])
    await page.locator('.notes', { hasText: 'The API answers 401' }).waitFor();
  await other.page.locator('.pill.good').nth(1).waitFor();
  await other.page.keyboard.press('f');
  await other.page.getByRole('radio', { name: 'No answer at all' }).check();
  await one.page.locator('.notes').waitFor({ state: 'detached' });
  // A failure without a scene is the choice of all windows, too.
  for (const { page, complaints } of [one, other, late, await openStage(1)]) {
    await page.locator('.failing', { hasText: 'No answer at all' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  }
});

test('who signs in is chosen for a scene: a reset that leaves it gives the lane back to the scripted user', async () => {
  // Without a run: the pill that is waited for below is that of the scene.
  await stage.setLanes([{ flow: 'username-password', user: 'scripted' }]);
  const { page } = await openStage(1);
  await page.getByText('Press Start').waitFor();
  await page.keyboard.press('c');
  await page.locator('dialog').waitFor();
  await page.keyboard.press('1');
  await pills(page).waitFor();
  await page.getByRole('button', { name: 'scripted user' }).click();
  await page.getByRole('button', { name: 'you sign in' }).waitFor();
  await page.keyboard.press('s');
  await page.locator('.pill', { hasText: 'waits for you to sign in' }).waitFor();
  await page.keyboard.press('x');
  await page.locator('.pill', { hasText: 'stopped' }).waitFor();
  await page.keyboard.press('r');
  await page.getByText('Ready to begin again').waitFor();
  await page.getByRole('button', { name: 'you sign in' }).waitFor();
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'scripted user' }).waitFor();
  expect(stage.lanes().map(({ user }) => user)).toEqual(['scripted']);
  await page.close();
  await stage.setLanes(
    ['device-code', 'interactive'].map((flow) => ({ flow, user: 'scripted' as const })),
  );
});

test('a stage that was started anew tells its old page where to go', async () => {
  const { page } = await openStage(1);
  const { port } = server;
  await server.close();
  server = await serveStage(stage, journal, port);
  await page.getByText('open the address that it prints').waitFor();
});

test('a flow that cannot run here is a lane that plays its recording, and says so', async () => {
  const named = process.env['CHROMIUM'];
  process.env['CHROMIUM'] = '/nowhere/chromium';
  try {
    const { page, complaints } = await openStage(1);
    await page.keyboard.press('+');
    await page.getByText('Its lane plays the recording.').first().waitFor();
    await page.getByRole('button', { name: 'Show: Single-page app' }).click();
    const lane = page.locator('.lane').last();
    await lane.getByText('This lane plays a recording. It runs in Chromium').waitFor();
    await page.keyboard.press('s');
    await lane.locator('.row').first().waitFor();
    await lane.locator('.told', { hasText: 'This lane plays a recording.' }).waitFor();
    await lane.locator('.pill.good').waitFor();
    expect(await lane.locator('.recorded').innerText()).toBe('Recorded');
    expect(complaints).toEqual([]);
  } finally {
    if (named === undefined) delete process.env['CHROMIUM'];
    else process.env['CHROMIUM'] = named;
  }
});

test('what runs goes on when Start is pressed again, until it is stopped: one lane, or all', async () => {
  const flows = ['device-code', 'interactive'];
  await stage.setLanes(flows.map((flow) => ({ flow, user: 'you' })));
  await stage.ready();
  const { page } = await openStage();
  await page.keyboard.press('s');
  const links = page.getByRole('link', { name: 'Open the sign-in page' });
  await links.nth(1).waitFor();
  const opened = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  await page.keyboard.press('s');
  await page.getByText('Stop them with X first').waitFor();
  await page.getByRole('button', { name: 'Stop: Interactive' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.lane').nth(1).locator('.user:focus', { hasText: 'you sign in' }).waitFor();
  const pill = (lane: number) => page.locator('.lane').nth(lane).locator('.pill');
  await pill(1).getByText('stopped').waitFor();
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(
    opened.slice(0, 1),
  );
  await page.keyboard.press('1');
  await page.keyboard.press('Shift+X');
  await pill(0).getByText('stopped').waitFor();
  await page.keyboard.press('s');
  await links.nth(1).waitFor();
  await page.keyboard.press('x');
  for (const lane of [0, 1]) await pill(lane).getByText('stopped').waitFor();
});

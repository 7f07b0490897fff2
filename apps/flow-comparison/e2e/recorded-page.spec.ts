// @long every part of the page; live-page.spec.ts shows that it is one with the stage
// @requires chromium
// The static page, from recordings: on a web host that knows nothing of it, under a path of its own.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { handMadeRecordings } from '../testing/hand-made-stage.ts';
import { browser, host, openPage, type Page, states, useHostedPage } from '../testing/open-page.ts';

useHostedPage();

/** Rows of a lane, as a screen reader hears them. */
const rowsOf = (page: Page, lane: number) =>
  page.locator('.lane').nth(lane).locator('ol button').allTextContents();

const panel = (page: Page, lane: number) => page.locator('.side').nth(lane);

test('one key starts both lanes, and the list is the text of the diagram', async () => {
  const { page, complaints } = await openPage(states.ready);
  await page.keyboard.press('s');
  await page.locator('.row').first().waitFor();
  expect(await rowsOf(page, 0)).toHaveLength(5);
  await page.keyboard.press('End');
  await page.getByText('token after 20.1 s').waitFor();
  expect(await rowsOf(page, 1)).toEqual([
    'After 0.0 s. App: looks in the cache.',
    'After 0.0 s. App to Entra: reads the endpoints. 200.',
    'After 0.0 s. App to Browser: opens the browser.',
    'After 0.1 s. Browser to Entra: asks for a code, with PKCE. 200.',
    'After 0.9 s. User to Browser: chooses the account.',
    'After 1.2 s. User to Browser: types the password.',
    'After 1.3 s. Browser to App: brings the code back.',
    'After 1.4 s. App to Entra: redeems code with verifier. 200.',
    'After 1.4 s. Entra to App: tokens.',
    'After 1.4 s. App to API: calls the API. 200.',
    'After 1.5 s. App to User: the result.',
  ]);
  expect(complaints).toEqual([]);
});

test('a step is explained in every lane that has it, by keyboard alone', async () => {
  const { page } = await openPage(states.done);
  expect(await panel(page, 0).innerText()).toContain('RFC 8628, 3.4');
  expect(await panel(page, 1).innerText()).toContain('RFC 7636, 4.5');
  await page.keyboard.press('2');
  await page.keyboard.press('ArrowDown');
  await panel(page, 1).getByText('looks in its token cache').waitFor();
  await page.keyboard.press('t');
  await page.getByRole('tab', { selected: true, name: 'Raw' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await panel(page, 1).getByText('.well-known/openid-configuration').waitFor();
});

test('a moment of the past shows what was there: rows, figures and terminal', async () => {
  const { page } = await openPage(states.done);
  await page.getByRole('slider').fill('10500');
  await page.getByText('2 polls').waitFor();
  expect(await rowsOf(page, 0)).toHaveLength(7);
});

/** Resolves once a step of a lane is seen whole. */
const isSeen = (page: Page, lane: number, label: string) =>
  page.waitForFunction(
    ([at, text]) => {
      const rows = document.querySelectorAll('.rows')[Number(at)];
      const step = [...(rows?.querySelectorAll('ol button') ?? [])].find(({ textContent }) =>
        textContent?.includes(`${text}`),
      );
      const [outer, inner] = [rows, step].map((one) => one?.getBoundingClientRect());
      return outer && inner && inner.top >= outer.top && inner.bottom <= outer.bottom + 1;
    },
    [`${lane}`, label],
  );

test('a lane that waits is in sight, and so is how another one has ended, on a phone, too', async () => {
  for (const [width, keys] of [
    [1280, ['', '']],
    [360, ['1', '2']],
  ] as const) {
    const { page } = await openPage(states.done, { viewport: { width, height: 560 } });
    await page.getByRole('slider').fill('5500');
    for (const [lane, key] of keys.entries()) {
      if (key !== '') await page.keyboard.press(key);
      await isSeen(page, lane, ['polls', 'the result'][lane]!);
    }
    await page.close();
  }
});

test('of a refused run the refusal is in sight at its end', async () => {
  const { page } = await openPage(states.blocked, { viewport: { width: 1280, height: 560 } });
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await isSeen(page, 0, 'AADSTS53003');
  await isSeen(page, 1, 'the result');
});

test('the first moment and the last: nothing is chosen, and each lane says where it is', async () => {
  const { page } = await openPage(states.done);
  await page.keyboard.press('Home');
  expect(await page.locator('.pill').allInnerTexts()).toEqual(['ready', 'ready']);
  await page.keyboard.press('ArrowRight');
  await panel(page, 0).getByText('looks in its token cache').waitFor();
  await page.keyboard.press('2');
  for (let row = 0; row < 5; row += 1) await page.keyboard.press('ArrowDown');
  await panel(page, 1).getByText('chooses an account').waitFor();
  expect(await panel(page, 0).innerText()).toContain('not come to that step yet');
  await page.keyboard.press('End');
  await panel(page, 0).getByText('How it ended').waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await panel(page, 1).getByText('reads the description of the authority').waitFor();
});

test('a second run that was not recorded is said, and leaves what is shown', async () => {
  const { page } = await openPage(states.many);
  const figures = page.locator('.score', { hasText: '2000 app requests' });
  await figures.waitFor();
  await page.keyboard.press('a');
  await page.getByText('There is no recording of this').waitFor();
  await figures.waitFor();
  await page.locator('.row').first().waitFor();
});

test('a failure: what it means, what to do next, and the other flow as a button', async () => {
  const { page } = await openPage(states.blocked);
  expect(await page.locator('.lane').first().locator('.pill').innerText()).toContain('AADSTS53003');
  const text = await panel(page, 0).innerText();
  expect(text).toContain('A policy of the tenant forbids this.');
  expect(text).toContain('A good client');
  expect(text).toContain('Sign in with the browser of this machine');
  expect(text).toContain('Another way: Interactive, which stands beside it.');
  expect(await page.getByRole('button', { name: /^Try/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Remove Interactive' }).click();
  await page.getByRole('button', { name: 'Try Interactive beside it' }).click();
  await page.getByText('token after 1.4 s').waitFor();
  expect(await page.locator('.lane').count()).toBe(2);
});

test('what a run has told follows the language, and so does a notice', async () => {
  const { page } = await openPage(states.blocked.replace(',interactive', ''));
  await panel(page, 0).getByText('Sign in with the browser of this machine').waitFor();
  await page.keyboard.press('l');
  await panel(page, 0).getByText('이 컴퓨터의 브라우저로 로그인하거나').waitFor();
  await page.keyboard.press('a');
  await page.locator('.notice', { hasText: '두 번째 실행을 할 레인이' }).waitFor();
  await page.keyboard.press('l');
  await page.locator('.notice', { hasText: 'No lane has a second run' }).waitFor();
});

test('the page that the user saw has its look, and none of its powers', async () => {
  const { page } = await openPage(`${states.done}&tab=page`);
  const frame = page.frameLocator('iframe.screen');
  expect(await frame.locator('h1').innerText()).toBe('Pick an account');
  const look = await frame.locator('main').evaluate((main) => getComputedStyle(main).borderRadius);
  expect(look).not.toBe('0px');
  expect(await page.title()).toBe('Flows, side by side');
  await page.keyboard.press('l');
  await page.locator('iframe[title="계정 선택"]').waitFor();
});

test('tokens of two lanes are explained, and what differs is marked', async () => {
  const { page } = await openPage(`${states.done}&tab=token`);
  const marked = panel(page, 0).locator('tr.differs');
  expect(await marked.count()).toBe(1);
  expect(await marked.innerText()).toContain('How the user signed in');
  expect(await page.locator('body').innerText()).not.toContain('signature');
});

test('terminal text is text, in the colours that it asked for', async () => {
  const { page } = await openPage(`${states.done}&tab=terminal`);
  expect(await panel(page, 1).locator('.sgr-red').innerText()).toBe('<b>not markup</b>');
});

test('lines that ran are lit, in colours that the build has put there', async () => {
  const { page } = await openPage(`${states.done}&tab=source`);
  expect(await panel(page, 0).locator('li.ran').count()).toBe(6);
  expect(await panel(page, 0).locator('.keyword').first().innerText()).toBe('import');
  // The flow is in sight; imports and options are above it.
  const [box, step] = await Promise.all([
    panel(page, 0).boundingBox(),
    panel(page, 0).getByText('// 2. ').first().boundingBox(),
  ]);
  expect(step!.y).toBeGreaterThan(box!.y);
  expect(step!.y).toBeLessThan(box!.y + box!.height / 2);
});

test('which flow: questions end in a sample, and the machine is asked where it decides', async () => {
  const { page } = await openPage(states.ready);
  await page.keyboard.press('w');
  await page.locator('dialog').waitFor();
  // Escape, and the next key before the browser tells that it has closed the dialog.
  await page.evaluate(() => {
    const dialog = document.querySelector('dialog');
    dialog?.dispatchEvent(new Event('cancel'));
    dialog?.close();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', bubbles: true }));
  });
  await page.getByRole('heading', { name: 'Policies of the tenant' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  for (const answer of ['a program on the machine or device of its user', 'no, or not everywhere'])
    await page.getByRole('button', { name: answer }).click();
  expect(await page.locator('.machine').allInnerTexts()).toEqual([
    'This machine: does not work here (there is no screen)',
    'This machine: works here (it needs no browser here)',
  ]);
  // The keyboard goes on where the answer was.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await page.locator('.answer:focus').waitFor();
  await page.getByRole('button', { name: 'no: SSH' }).click();
  await page.locator('.result:focus').waitFor();
  expect(await page.locator('.result').innerText()).toContain('npm start -- cli-device-code');
});

test.each([
  ['p', 'checkbox'],
  ['f', 'radio'],
])(
  'a dialog with choices, %s, has the keyboard at the first or the chosen one',
  async (key, type) => {
    const { page } = await openPage(states.ready);
    await page.keyboard.press(key);
    await page.locator('dialog').waitFor();
    const focused = page.locator(`dialog .radios input[type=${type}]:focus`);
    await focused.waitFor();
    await page.keyboard.press('Space');
    expect([await page.locator('dialog').count(), await focused.isChecked()]).toEqual([1, true]);
  },
);

test('one key starts a scene', async () => {
  const { page } = await openPage(states.ready);
  await page.keyboard.press('c');
  await page.getByText('A policy blocks the device code').waitFor();
  await page.keyboard.press('2');
  await page.locator('.row').first().waitFor();
  await page.keyboard.press('End');
  await page.locator('.pill.bad').waitFor();
  expect(await page.locator('.failing').innerText()).toContain('Device code blocked');
});

test('a button that goes with what it did leaves the keyboard beside it', async () => {
  const { page } = await openPage(states.blocked);
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await press('Remove Interactive');
  await page.locator('.chip button:focus', { hasText: 'Device code' }).waitFor();
  await press('Try Interactive beside it');
  await page.locator('.lane h2:focus', { hasText: 'Interactive' }).waitFor();
  await press('Scenes');
  await press('Close');
  await page.locator('.scenes:focus').waitFor();
  await page.keyboard.press('Enter');
  await press('Start: A policy blocks the device code');
  await page.locator('.scenes:focus').waitFor();
  // The rows go with the moment.
  await page.keyboard.press('End');
  await page.locator('.rows button').last().focus();
  await page.keyboard.press('Home');
  await page.locator('#lanes:focus').waitFor();
});

test('what is asked while the page opens is done once it is open', async () => {
  const page = await browser.newPage();
  let goOn: () => void = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await page.route('**/recordings/*.json', (route) => held.then(() => route.continue()));
  await page.goto(new URL('#scene=two-flows', host.url).href);
  await page.locator('.top').waitFor();
  await page.keyboard.press('n');
  goOn();
  await page.locator('.notes', { hasText: 'The first poll is refused' }).waitFor();
});

test('single keys can be put to rest', async () => {
  const { page } = await openPage(states.ready);
  await page.keyboard.press('?');
  await page.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  expect(await page.locator('.row').count()).toBe(0);
});

test('an exported page opens without a server at the end of its run, and offers what it can do', async () => {
  const { page } = await openPage(states.blocked);
  await page.keyboard.press('e');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Save: One HTML file/ }).click(),
  ]);
  const offline = await browser.newPage();
  const requests: string[] = [];
  offline.on('request', (request) => requests.push(request.url()));
  const file = join(host.folder, 'exported.html');
  await download.saveAs(file);
  await offline.goto(pathToFileURL(file).href);
  await offline.locator('.lane h2').first().waitFor();
  await offline.getByText('token after 1.4 s').waitFor();
  await offline.locator('.pill.bad', { hasText: 'AADSTS53003' }).waitFor();
  expect(await offline.locator('.failing').innerText()).toContain('Device code blocked');
  expect(await offline.locator('.notice').count()).toBe(0);
  expect(await offline.locator('.top button').allInnerTexts()).toEqual([
    'Device code',
    'Interactive',
  ]);
  for (const key of ['c', 'f', 'p', 'w', '+', 'r']) await offline.keyboard.press(key);
  expect(await offline.locator('dialog').count()).toBe(0);
  const rows = await rowsOf(offline, 1);
  for (const key of ['v', 'a']) await offline.keyboard.press(key);
  await offline.locator('.notice').waitFor();
  expect(await rowsOf(offline, 1)).toEqual(rows);
  await offline.getByRole('button', { name: /^Replay/ }).click();
  await offline.getByRole('button', { name: /^Pause/ }).waitFor();
  expect(requests.filter((url) => !/^(?:file|data):/.test(url))).toEqual([]);

  const html = readFileSync(file, 'utf8');
  const cut = html.slice(0, html.indexOf('"recordings":[') + 2000);
  for (const damaged of [cut, html.replace('"messages":[', '"messages":1,"former":[')]) {
    writeFileSync(file, damaged);
    await offline.goto(pathToFileURL(file).href);
    await offline.getByText('This file is not complete, or was changed.').waitFor();
    await offline.getByText('다시 저장하세요').waitFor();
  }
});

test('opened as a file, the page of a web host says what it needs', async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(host.folder, 'index.html')).href);
  await page.getByText('It needs a web host:').waitFor();
  await page.getByText('웹 호스트가 필요합니다').waitFor();
});

test('exported data are recordings, and the diagram is Mermaid text', async () => {
  const { page } = await openPage(states.done);
  await page.keyboard.press('e');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Save: Recordings/ }).click(),
  ]);
  const recordings = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    messages: { type: string }[];
  }[];
  const events = (messages: { type: string }[]) =>
    messages.filter(({ type }) => type === 'event').length;
  expect(recordings.map(({ messages }) => events(messages))).toEqual(
    [0, 2].map((at) => events(handMadeRecordings[at]?.messages ?? [])),
  );
  const [diagrams] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Save: Diagrams/ }).click(),
  ]);
  const saved = readFileSync(await diagrams.path(), 'utf8');
  expect(saved.match(/^```mermaid\nsequenceDiagram$/gm)).toHaveLength(2);
  await page.locator('details summary').first().click();
  expect(await page.locator('details pre').first().innerText()).toContain('sequenceDiagram');
});

test('of thousands of exchanges only those in sight are drawn, and each picture is laid out once or twice', async () => {
  const { page } = await openPage(states.many);
  expect(await page.locator('.row').count()).toBeLessThan(40);
  await page.locator('.rows').evaluate((rows) => rows.scrollTo(0, 40_000));
  await page
    .getByText(/calls the API/)
    .first()
    .waitFor({ state: 'attached' });
  expect(await page.locator('.row').count()).toBeLessThan(40);
  expect(await page.locator('ol button').count()).toBeLessThan(40);

  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const layouts = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? Infinity;
  };
  const pictures = 20;
  const before = await layouts();
  await page.locator('.rows').evaluate(async (rows, count) => {
    for (let at = 0; at < count; at += 1) {
      rows.scrollTop = at * 900;
      await new Promise(requestAnimationFrame);
    }
  }, pictures);
  const scrolled = await layouts();
  expect(scrolled - before).toBeLessThanOrEqual(1.5 * pictures);
  await page.getByRole('slider').evaluate(async (slider, count) => {
    const input = slider as HTMLInputElement;
    for (let at = 0; at < count; at += 1) {
      input.valueAsNumber = (Number(input.max) * ((at * 7) % count)) / count;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
  }, pictures);
  // The moment, and what is in sight then.
  expect((await layouts()) - scrolled).toBeLessThanOrEqual(2.5 * pictures);
});

test('the top is one row, however long the names of three lanes are', async () => {
  const heights = [];
  for (const flows of ['interactive', 'device-code,interactive,many']) {
    const { page } = await openPage(`#flows=${flows}`);
    heights.push((await page.locator('.top').boundingBox())?.height);
  }
  expect(new Set(heights).size).toBe(1);
});

test('a phone shows one lane, and nothing is wider than it', async () => {
  for (const language of ['en', 'ko']) {
    const viewport = { width: 360, height: 740 };
    const { page } = await openPage(`?lang=${language}${states.bothRuns}`, { viewport });
    // The time line, and one row of buttons; the six tabs beside each other.
    const buttons = await page.locator('.bottom button:visible').all();
    const boxes = await Promise.all(buttons.map((button) => button.boundingBox()));
    expect(boxes).toHaveLength(6);
    expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
    const tabs = page.getByRole('tablist');
    expect(await tabs.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    await page.close();
  }
  const { page } = await openPage(states.done, { viewport: { width: 360, height: 740 } });
  expect(await page.locator('.lane:visible').count()).toBe(1);
  await page.locator('.chip').nth(1).getByRole('button').first().click();
  await page.locator('.lane:visible h2', { hasText: 'Interactive' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('its scripts have at most 150 KB, compressed, and name no file of this machine', () => {
  const assets = join(host.folder, 'assets');
  const scripts = readdirSync(assets)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(assets, file), 'utf8'));
  const sizes = scripts.map((script) => gzipSync(script).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150 * 1024);
  const folder = join(import.meta.dirname, '..');
  expect(scripts.filter((script) => script.includes(folder))).toEqual([]);
});

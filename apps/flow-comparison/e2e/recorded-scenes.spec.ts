// @long scenes as a trainer sees them; live-page.spec.ts shows that the page is one with the stage
// @requires chromium
// The static page with the recordings of this workspace.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../src/places.ts';
import { scenesIn } from '../src/scenes.ts';
import { browser, openPage, type Page, useHostedPage } from '../testing/open-page.ts';
import { offlineReader, shownIn, takeAlong } from '../testing/take-along.ts';

useHostedPage('recordings');

const panel = (page: Page, lane: number) => page.locator('.side').nth(lane);

/** Scenes in which a lane fails: what is not seen whole of its end, or of the advice. */
const failingScenes = [
  'redirect-mismatch',
  'not-a-public-client',
  'refresh-token-revoked',
  'outage',
  'html-instead-of-json',
  'policy-mfa',
  'policy-blocks-renewal',
];

/** What of a lane is not in sight, though it has to be: the newest row, the one that was refused, and what to do. */
const hidden = (page: Page, lane: number) =>
  page.evaluate((at) => {
    const [shown, side] = ['.lane', '.side'].map((one) => document.querySelectorAll(one)[at]);
    const rows = shown?.querySelector('.rows');
    const bar = document.querySelector('.bottom')?.getBoundingClientRect();
    if (!shown || !side || !rows || !bar) return ['the lane'];
    const isIn = (one: Element, outer: Element) => {
      const [box, room] = [one, outer].map((element) => element.getBoundingClientRect());
      return (
        box!.height > 0 &&
        box!.top >= room!.top - 1 &&
        box!.bottom <= Math.min(room!.bottom, bar.top) + 1
      );
    };
    const places = [...rows.querySelectorAll('ol li')];
    const spoken = places.map(({ textContent }) => textContent ?? '');
    const isFailed = shown.querySelector('.pill.bad') !== null;
    const before = spoken.slice(0, -1);
    const last = (words: RegExp) => before.findLastIndex((text) => words.test(text));
    // What decided: a row that names the code of the result, else the last that failed; or what brought the token.
    const code = /: (\S+)\. This failed\.$/.exec(spoken.at(-1) ?? '')?.[1];
    const told = before.flatMap((text, at) => (code && text.includes(code) ? [at] : []));
    const token = [/: (?:new )?tokens\.$/, /asks the broker/, /token from the cache/];
    const failed = told.length > 0 ? told : [last(/This failed\.$/)];
    const decided = isFailed ? failed : [token.map(last).find((at) => at >= 0) ?? -1];
    // A phone has no room for the page that told the user, too.
    const pages = decided.filter((at) => innerWidth > 800 && /shows a page/.test(spoken[at] ?? ''));
    const isSeen = (at: number) => places[at] !== undefined && isIn(places[at], rows);
    const isDecidedIn = decided.some(isSeen) && pages.every(isSeen);
    // A phone scrolls the page.
    const isInWords = document.querySelector('#tab-words[aria-selected=true]') !== null;
    const isCut = isInWords && innerWidth > 800 && side.scrollHeight > side.clientHeight;
    const advice = [
      ...shown.querySelectorAll('.phone-only'),
      ...side.querySelectorAll('.diagnosis'),
    ]
      .filter((one) => one.getClientRects().length > 0)
      .slice(0, 1);
    return [
      ...(places.at(-1) && isIn(places.at(-1)!, rows) ? [] : ['the last row']),
      ...(isDecidedIn ? [] : ['what decided']),
      ...(isCut ? ['the last line of the words'] : []),
      ...(isFailed && advice.length === 0 ? ['any advice'] : []),
      ...advice.flatMap((one) => (isIn(one, shown.contains(one) ? shown : side) ? [] : ['advice'])),
    ];
  }, lane);

/** Labels of a lane that lie on a dot, reach into its times, or end beyond it. */
const misplaced = (page: Page, lane: number) =>
  page.evaluate((at) => {
    const svg = document.querySelectorAll('.lane')[at]?.querySelector('.rows svg');
    if (!svg) return ['the diagram'];
    const room = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('.row')].flatMap((row) => {
      const [label, time] = [row.querySelector('.label'), row.querySelector('.time')];
      if (!label || !time) return ['a row without a label'];
      const box = label.getBoundingClientRect();
      const dot = row.querySelector('circle')?.getBoundingClientRect();
      const isOnDot =
        dot &&
        Math.min(box.right, dot.right) - Math.max(box.left, dot.left) > 1 &&
        Math.min(box.bottom, dot.bottom) - Math.max(box.top, dot.top) > 1;
      const isInside = box.left > time.getBoundingClientRect().right && box.right <= room.right;
      return isInside && !isOnDot ? [] : [`${label.textContent} is not in its place`];
    });
  }, lane);

/** Sentences of lanes and panel. What a program prints, a page shows or a standard is called stays as it is. */
const sentences = (page: Page) =>
  page.evaluate(() => {
    const stage = document.querySelector('#stage') ?? document;
    const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode;
      const isOwn = parentElement?.closest('code, pre, .code, a[target]') === null;
      if (isOwn && /[a-z]{2} [a-z]{2}|[가-힣] [가-힣]/i.test(textContent ?? ''))
        found.push(textContent ?? '');
    }
    return found;
  });

const all = scenesIn('en').map(({ id }) => id);

test.each([
  [1280, 720, all],
  [1920, 1080, failingScenes],
  [360, 740, failingScenes],
])(
  'at %i × %i the end of a run is seen whole in each lane: its last row, what decided it, what to do; in both languages',
  async (width, height, scenes) => {
    const found: string[] = [];
    for (const scene of scenes) {
      const { page } = await openPage(`?lang=en#scene=${scene}`, { viewport: { width, height } });
      await page.keyboard.press('Home');
      await page.keyboard.press('End');
      const isUnfinished = page.locator('.lane:not(:has(.pill:is(.good, .bad)))').first();
      await isUnfinished.waitFor({ state: 'detached' });
      for (let lane = 0; lane < (await page.locator('.lane').count()); lane += 1) {
        if (width < 800) await page.keyboard.press(`${lane + 1}`);
        // After the lanes were laid out anew.
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
        for (const what of [...(await hidden(page, lane)), ...(await misplaced(page, lane))])
          found.push(`${scene}, lane ${lane + 1}: ${what}`);
      }
      const english = await sentences(page);
      await page.keyboard.press('l');
      await page.locator('html[lang=ko]').waitFor();
      await page.evaluate(() => new Promise(requestAnimationFrame));
      const korean = await sentences(page);
      for (const text of english.filter((one) => korean.includes(one)))
        found.push(`${scene}, in both languages: ${text}`);
      await page.close();
    }
    expect(found).toEqual([]);
  },
  90_000,
);

test('a scene opens the tab that it speaks of, keeps its notes there, and the next one opens its own', async () => {
  const { page } = await openPage('#scene=web-and-page');
  await page.getByRole('tab', { selected: true, name: 'Token' }).waitFor();
  expect(await page.locator('.notes').innerText()).toContain('Show where the tokens end');
  expect(await panel(page, 0).locator('.facts').innerText()).toContain('on the app’s server');
  expect(await panel(page, 1).locator('.facts').innerText()).toContain('session storage');
  await page.keyboard.press('End');
  for (const lane of [0, 1]) {
    const [row, side] = [panel(page, lane).locator('tr', { hasText: 'azpacr' }), panel(page, lane)];
    const [box, room] = [await row.boundingBox(), await side.boundingBox()];
    expect(box!.y + box!.height).toBeLessThan(room!.y + room!.height);
  }
  // The trainer reads from the notes while stepping.
  await page.keyboard.press('ArrowLeft');
  await page.locator('.frame.selected').first().waitFor();
  expect(await page.locator('.notes').innerText()).toContain('Show where the tokens end');
  for (const [key, tab] of [
    ['5', 'Source'],
    ['4', 'In words'],
    // Whatever tab was chosen in the scene before.
    ['k', 'In words'],
  ] as const) {
    await page.getByRole('tab', { name: 'Page' }).click();
    await page.keyboard.press('c');
    await page.locator('dialog').waitFor();
    await page.keyboard.press(key);
    await page.getByRole('tab', { selected: true, name: tab }).waitFor();
  }
});

test('after a reset the same scene is ready to begin again; the next reset leaves it', async () => {
  const { page } = await openPage('#scene=policy-blocks');
  const policy = page.locator('.policies', { hasText: 'No device code' });
  await policy.waitFor();
  // It stands out from what only may be switched.
  const ground = await policy.evaluate((one) => getComputedStyle(one).backgroundColor);
  expect(ground).not.toBe('rgba(0, 0, 0, 0)');
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await page.keyboard.press('r');
  await page.getByText('Ready to begin again: An administrator blocks').waitFor();
  expect(await page.locator('.lane').count()).toBe(2);
  expect(await page.locator('.row').count()).toBe(0);
  await policy.waitFor();
  await page.keyboard.press('s');
  await page.locator('.row').first().waitFor();
  expect(await page.locator('.notes').innerText()).toContain('An administrator blocks');
  await page.keyboard.press('End');
  await page.locator('.pill.bad', { hasText: 'AADSTS53003' }).waitFor();
  for (const _ of [1, 2]) {
    await page.keyboard.press('r');
    await page.locator('.row').first().waitFor({ state: 'detached' });
  }
  await policy.waitFor({ state: 'detached' });
  expect(await page.locator('.notes').count()).toBe(0);
});

test('a scene of a second run is ready to begin again by A, and S shows the first', async () => {
  const { page } = await openPage('');
  await page.keyboard.press('c');
  await page.locator('dialog').waitFor();
  await page.keyboard.press('k');
  await page.locator('.lane.second .row').first().waitFor();
  await page.keyboard.press('r');
  await page.getByText('A starts it').waitFor();
  expect(await page.getByText('Press 2nd run').count()).toBe(2);
  const colour = (name: string) =>
    page.locator(`.top .${name}`).evaluate((button) => getComputedStyle(button).backgroundColor);
  expect([await colour('again'), await colour('start')]).toEqual([
    expect.not.stringContaining(await colour('reset')),
    await colour('reset'),
  ]);
  await page.keyboard.press('a');
  await page.locator('.lane.second .row').first().waitFor();
  await page.keyboard.press('End');
  await page.locator('.pill.bad', { hasText: 'AADSTS53003' }).nth(1).waitFor();
  await page.keyboard.press('s');
  await page.locator('.lane:not(.second) .row').first().waitFor();
});

test('a lane whose first run got no token keeps it and says why; where none got one, A is off', async () => {
  const { page } = await openPage('#scene=device-code-blocked');
  const lanes = page.locator('.lane');
  await page.keyboard.press('a');
  await lanes.nth(0).locator('.told', { hasText: 'so there is no second' }).waitFor();
  await lanes.nth(1).locator('.row').first().waitFor();
  await page.keyboard.press('End');
  await lanes.nth(0).locator('.pill', { hasText: 'AADSTS53003' }).waitFor();
  await lanes.nth(1).locator('.score', { hasText: '1 app request' }).waitFor();
  expect(await page.locator('.notice').count()).toBe(0);
  for (const scene of ['not-a-public-client', 'refresh-token-revoked', 'code-expires']) {
    const { page: other } = await openPage(`#scene=${scene}`);
    if (scene === 'refresh-token-revoked')
      await other.getByRole('button', { name: 'Remove Interactive' }).click();
    await other
      .locator('.lane')
      .nth(1)
      .waitFor({ state: scene === 'not-a-public-client' ? 'visible' : 'detached' });
    const again = other.getByRole('button', { name: /2nd run/ });
    expect(await again.isDisabled()).toBe(true);
    expect(await again.getAttribute('title')).toMatch(/^No lane has a second run: it needs/);
    const figures = await other.locator('.score').allInnerTexts();
    await other.keyboard.press('a');
    await other.locator('.notice', { hasText: 'No lane has a second run' }).waitFor();
    expect(await other.locator('.score').allInnerTexts()).toEqual(figures);
  }
});

test('N goes from scene to scene, in their list too, and says which was the last', async () => {
  const { page } = await openPage('#scene=policy-device');
  const title = page.locator('.notes b');
  await page.locator('.pill').nth(1).waitFor();
  await page.keyboard.press('c');
  await page.locator('dialog').waitFor();
  await page.keyboard.press('n');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await title.getByText('The code runs out').waitFor();
  await page.keyboard.press('End');
  await page.locator('.pill.bad', { hasText: 'AADSTS70020' }).waitFor();
  await page.keyboard.press('n');
  await page.getByText('That was the last scene. N once more starts the first.').waitFor();
  expect(await title.innerText()).toContain('The code runs out');
  await page.keyboard.press('n');
  await title.getByText('The first run, and the second').waitFor();
});

test('a renewal that the block refuses: a new sign-in on a page is a button in each lane, and it works', async () => {
  const { page } = await openPage('');
  await page.keyboard.press('c');
  await page.locator('dialog').waitFor();
  await page.keyboard.press('k');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('End');
  for (const lane of [0, 1]) {
    const advice = panel(page, lane).locator('.diagnosis');
    await advice.getByText('Or sign in again on a page').waitFor();
    expect(await advice.getByRole('button').allTextContents()).toEqual([
      'Try a new sign-in: Interactive',
    ]);
  }
  await panel(page, 1).getByRole('button').click();
  await page.locator('.pill.good', { hasText: 'token after' }).waitFor();
  // Both failures stay beside it, also where that is of the same flow; and it is not proposed again.
  const refused = page.locator('.lane.second .pill.bad', { hasText: 'AADSTS53003' });
  expect([await refused.count(), await page.locator('.lane').count()]).toEqual([2, 3]);
  for (const lane of [0, 1]) {
    await panel(page, lane).getByText('Another way: Interactive, which stands beside').waitFor();
    expect(await panel(page, lane).locator('.diagnosis button').count()).toBe(0);
  }
  const [shown, { html }] = [await shownIn(page), await takeAlong(page)];
  const reader = await offlineReader(browser);
  const { page: offline } = await reader.replay(html);
  expect(await shownIn(offline)).toEqual(shown);
  await reader.close();
});

test('where four lanes are, the flow to try instead says whose place it takes: never that of the refused run', async () => {
  const flows = ['device-code', 'web-auth-code', 'username-password', 'silent'];
  for (const order of [flows, flows.toReversed()]) {
    const { page } = await openPage(`#flows=${order.join()}&scenario=device-code-blocked`);
    const [number, title] = order === flows ? [4, 'Silent'] : [3, 'Web app'];
    const name = `Try Interactive in place of lane ${number}, ${title}`;
    await page.getByRole('button', { name }).click();
    await page
      .locator('.lane')
      .nth(number - 1)
      .locator('.pill.good')
      .waitFor();
    expect(await page.locator('.lane h2 code').allTextContents()).toContain('cli-interactive');
    expect(await page.locator('.lane').count()).toBe(4);
    expect(await page.locator('.lane .pill.bad').allInnerTexts()).toEqual([
      expect.stringContaining('AADSTS53003'),
    ]);
  }
});

test('both runs of four lanes have room for their steps, and no name of an actor lies on another', async () => {
  const { page } = await openPage(
    '#flows=device-code,interactive,web-auth-code,username-password&runs=both',
  );
  await page.locator('.actors span').first().waitFor();
  const lanes = await page.locator('.lane').evaluateAll((all) =>
    all.map((lane) => {
      const names = [...lane.querySelectorAll('.actors span')].filter((one) =>
        one.checkVisibility(),
      );
      const boxes = names.map((one) => one.getBoundingClientRect());
      const isApart = boxes.every(({ left }, at) => at === 0 || left >= boxes[at - 1]!.right);
      return (lane.querySelector('.rows')?.clientHeight ?? 0) > 100 && isApart;
    }),
  );
  expect(lanes).toEqual(Array.from({ length: 8 }, () => true));
});

test('a scene ends with its point in sight: both outcomes, claims, and the lines that did not run', async () => {
  const open = async (scene: string) => {
    const { page } = await openPage(`#scene=${scene}`);
    await page.keyboard.press('End');
    return page;
  };
  const outage = await open('outage');
  await outage.locator('.pill.bad').nth(1).waitFor();
  expect(await outage.locator('.lane').first().locator('.pill').allInnerTexts()).toEqual([
    expect.stringContaining('token after'),
    expect.stringContaining('http_502'),
  ]);
  const claims = await open('claims-challenge');
  await claims.locator('.row .label', { hasText: 'with the API’s claims' }).nth(1).waitFor();
  // What turned the run is above its end, where there is room.
  const declined = await open('device-code-declined');
  for (const [page, text] of [
    [claims, 'http_401'],
    [declined, 'cancels'],
  ] as const) {
    await page.setViewportSize({ width: 1280, height: 900 });
    const lane = page.locator('.lane').first();
    const label = lane.locator('.row .label', { hasText: text });
    await label.waitFor();
    const [row, rows] = [await label.boundingBox(), await lane.locator('.rows').boundingBox()];
    expect([text, row!.y >= rows!.y, row!.y < rows!.y + rows!.height]).toEqual([text, true, true]);
  }
  const source = await open('silent-renewal');
  const dark = source.locator('.side li:not(.ran)', { hasText: 'output.failure' });
  await dark.waitFor();
  const [line, side] = await Promise.all([dark.boundingBox(), panel(source, 0).boundingBox()]);
  const legend = await source.getByText('They are marked.').boundingBox();
  expect(legend!.y).toBeGreaterThanOrEqual(side!.y);
  expect(line!.y).toBeGreaterThan(legend!.y + legend!.height);
  expect(line!.y + line!.height).toBeLessThan(side!.y + side!.height);
});

test('a scene is taken along with its title, its notes and its policy', async () => {
  const { page } = await openPage('#scene=policy-mfa');
  const notes = await page.locator('.notes').innerText();
  const { html, recordings } = await takeAlong(page);
  const scene = { id: 'policy-mfa', title: 'An administrator requires a second factor' };
  for (const one of recordings)
    expect(one).toMatchObject({ policies: ['require-mfa'], scene: { ...scene } });
  expect(notes).toBe(`${scene.title}. ${recordings[0]?.scene?.notes}`);
  const reader = await offlineReader(browser);
  const { page: offline } = await reader.replay(html);
  expect(await offline.locator('.notes').innerText()).toBe(notes);
  expect(await offline.locator('.policies').innerText()).toContain('Second factor');
  for (const [key, title] of [
    ['l', '관리자가 2단계'],
    ['l', scene.title],
  ] as const) {
    await offline.keyboard.press(key);
    await offline.locator('.notes', { hasText: title }).waitFor();
  }
  await offline.keyboard.press('n');
  expect(await offline.locator('.notice').count()).toBe(0);
  await offline.keyboard.press('?');
  await offline.locator('.keys kbd', { hasText: 'T' }).first().waitFor();
  const keys = await offline.locator('.keys kbd').allInnerTexts();
  // It starts nothing, and has no second run.
  expect(keys.filter((key) => /^[A-Z]$/.test(key))).toEqual(['T', 'M', 'E', 'L']);
  await reader.close();
});

// KEEP_PICTURES=1 renews the pictures.
test.each([
  ['two-flows-light', 'code-or-page', /brings the code back/, 'brings the answer back'],
  ['refused-dark', 'policy-blocks', /Entra to App.*AADSTS53003/, 'AADSTS53003'],
])(
  'the picture %s of the README and of docs/training.md shows a step in words',
  async (name, scene, row, words) => {
    const colorScheme = name.endsWith('dark') ? 'dark' : 'light';
    const { page } = await openPage(`?lang=en#scene=${scene}`, {
      viewport: { width: 1280, height: 760 },
      colorScheme,
    });
    await page.locator('.rows button').filter({ hasText: row }).first().dispatchEvent('click');
    await page.locator('.panel').getByText(words).first().waitFor();
    const path = join(root, 'docs/pictures/flow-comparison', `${name}.png`);
    if (process.env['KEEP_PICTURES']) await page.screenshot({ path, animations: 'disabled' });
  },
);

test('a recording that the host did not give is told, and asked for again', async () => {
  const { page } = await openPage('');
  await page.route('**/recordings/*.json', (route) => route.fulfill({ status: 503 }));
  await page.keyboard.press('s');
  await page.getByText(/recordings\/.*: 503/).waitFor();
  await page.unroute('**/recordings/*.json');
  await page.keyboard.press('s');
  await page.locator('.row').first().waitFor();
});

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { claimTexts } from './claim-texts.ts';
import { diagramOf } from './diagram.ts';
import { actorName, explainRow, type Language, labelOf, mermaidIn } from './explain.ts';
import { pageTitles } from './page-titles.ts';
import { anEvent, http } from './testing/hand-made-run.ts';

const rowsOf = (...events: Parameters<typeof anEvent>[]) =>
  diagramOf(events.map((event) => anEvent(...event))).rows;

test('a step says what it is, why it is sent, and which specification it follows', () => {
  const [row] = rowsOf([1, 0, 'redeem-code', ['app', 'authority'], http('/token')]);
  expect(explainRow(row!, 'en')).toEqual({
    title: 'The app exchanges the code for tokens',
    paragraphs: [expect.stringContaining('PKCE verifier'), expect.stringContaining('address bar')],
    specification: { name: 'RFC 7636, 4.5', url: expect.stringContaining('rfc7636') },
  });
});

test('a failure says first what its code means', () => {
  const failed = { code: 'AADSTS53003' };
  const rows = rowsOf([1, 0, 'poll', ['app', 'authority'], { ...http('/token', 400), failed }]);
  const { title, paragraphs, specification } = explainRow(rows[1]!, 'en');
  expect(title).toContain('AADSTS53003');
  expect(paragraphs[0]).toContain('policy');
  expect(specification?.url).toBe('https://login.microsoftonline.com/error?code=53003');
});

test('a kind, a code or a claim that the page does not know is shown as it is', () => {
  const failed = { code: 'AADSTS1' };
  const [row] = rowsOf([1, 0, 'constructor', ['app', 'browser'], { failed }]);
  expect(labelOf(row!, 'en')).toBe('constructor: AADSTS1');
  expect(explainRow(row!, 'ko').paragraphs).toEqual([]);
  expect(Object.keys(claimTexts.ko)).toEqual(Object.keys(claimTexts.en));
  expect(actorName('user', 'ko')).toBe('사용자');
});

test('a request and its answer, a poll that waits and the one that decides: each has words of its own', () => {
  const pending = { ...http('/token', 400), failed: { code: 'authorization_pending' } };
  const rows = rowsOf(
    [1, 0, 'device-code', ['app', 'authority'], http('/devicecode')],
    [2, 10, 'poll', ['app', 'authority'], pending],
    [3, 20, 'poll', ['app', 'authority'], http('/token')],
  );
  for (const language of ['en', 'ko'] as const) {
    const told = rows.map((row) => explainRow(row, language));
    expect(told).toHaveLength(5);
    expect(new Set(told.map(({ title }) => title)).size).toBe(5);
    expect(new Set(told.map(({ paragraphs }) => paragraphs[0])).size).toBe(5);
  }
});

test('what lasts says how long: a pause, an answer that does not come, a clock that goes ahead', () => {
  const lasting = (kind: string, seconds: number) =>
    anEvent(1, 0, kind, ['app', 'app'], { note: { seconds } });
  const events = [lasting('retry-wait', 15), lasting('answer-wait', 14), lasting('clock', 900)];
  const labels = (language: 'en' | 'ko') =>
    events.map((event) => labelOf(diagramOf([event]).rows[0]!, language));
  expect(labels('en')).toEqual([
    'waits 15 s, then asks again',
    'no answer yet: gives up in 14 s',
    'the clock goes 15 min ahead',
  ]);
  for (const [at, seconds] of [15, 14, 15].entries())
    expect(labels('ko')[at]).toContain(`${seconds}${at === 2 ? '분' : '초'}`);
  expect(mermaidIn(diagramOf(events), 'en')).toContain(
    'note over app: waits 15 s, then asks again',
  );
});

test('a silent request says what came of it, as it is told at its end', () => {
  const labels = ['cache', 'refreshed', 'failed'].map((outcome) =>
    labelOf(
      diagramOf([anEvent(1, 0, 'silent', ['app', 'app'], { note: { outcome } })]).rows[0]!,
      'en',
    ),
  );
  expect(labels).toEqual(['token from the cache', 'a new token, silently', 'no token silently']);
});

test('how it ended depends on the run: asked, with a second factor, from the cache, or renewed', () => {
  const endOf = (run: 1 | 2, ...kinds: (string | [string, boolean])[]) => {
    const events = [...kinds, 'outcome'].map((one, at) => {
      const [kind, fromCache] = typeof one === 'string' ? [one] : one;
      return anEvent(at + 1, at, kind, ['app', 'user'], {
        note: { fromCache: fromCache ?? false },
      });
    });
    const outcome = diagramOf(events).rows.at(-1)!;
    return explainRow(outcome, 'en', { run, events }).paragraphs.slice(1).join(' ');
  };
  const cached: [string, boolean] = ['silent', true];
  expect(endOf(1, 'ask-user', 'redeem-code', cached)).toContain('second run');
  expect(endOf(1, 'ask-user', 'mfa', 'redeem-code', cached)).toContain('second factor');
  expect(endOf(2, 'ask-user', 'redeem-code', cached)).not.toContain('second run');
  expect(endOf(1, cached, 'api-call')).toMatch(/cache: no question/);
  expect(endOf(1, 'refresh', cached)).toMatch(/refresh token brought/);
  expect(endOf(1, cached, 'api-call', 'refresh')).toMatch(/refresh token brought/);
  const success = diagramOf([anEvent(1, 0, 'outcome', ['app', 'user'])]).rows[0]!;
  expect(explainRow(success, 'en').specification?.name).toBe('MSAL: acquire and cache tokens');
});

test('a request that brings claims of an API says so; the capability that each has is none', () => {
  const label = (claims: object) => {
    const parameters = { claims: JSON.stringify({ access_token: claims }) };
    const { exchange } = http('/token');
    const more = { exchange: { ...exchange!, parameters } };
    const [row] = rowsOf([1, 0, 'refresh', ['app', 'authority'], more]);
    return ['en', 'ko'].map((language) => labelOf(row!, language as 'en'));
  };
  const capability = { xms_cc: { values: ['CP1'] } };
  expect(label({ nbf: { essential: true }, ...capability })).toEqual([
    'redeems the refresh token, with the API’s claims',
    expect.stringContaining('클레임'),
  ]);
  expect(label(capability)[0]).toBe('redeems the refresh token');
});

test('how it ended names the pages that the user saw, the pauses, and a token that the API refused', () => {
  const waits = (order: number, seconds: number) =>
    anEvent(order, 0, 'retry-wait', ['app', 'app'], { note: { seconds } });
  const said = (...events: ReturnType<typeof anEvent>[]) => {
    const all = [...events, anEvent(9, 9, 'outcome', ['app', 'user'])];
    const outcome = diagramOf(all).rows.at(-1)!;
    return explainRow(outcome, 'en', { run: 1, events: all }).paragraphs.slice(1);
  };
  const page = (order: number) => anEvent(order, 0, 'page', ['authority', 'browser']);
  const asked = anEvent(1, 0, 'ask-user', ['app', 'app']);
  expect(said(asked, page(2), page(3), waits(4, 10), waits(5, 15))).toEqual([
    'The user saw 2 pages.',
    'The app was asked to slow down, and waited 10 s, then 15 s before it asked again.',
    expect.stringContaining('the cache answers'),
  ]);
  const refused = anEvent(2, 0, 'api-call', ['app', 'api'], http('/me', 401));
  const renewed = anEvent(3, 0, 'refresh', ['app', 'authority'], http('/token'));
  expect(said(asked, refused, renewed)).toEqual([expect.stringContaining('with claims')]);
});

test('of a fault that passes it says whether this app tried again', () => {
  const failed = { code: 'http_502' };
  const call = { ...http('/me', 502), failed };
  const events = [
    anEvent(1, 0, 'api-call', ['app', 'api'], call),
    anEvent(2, 10, 'api-call', ['app', 'api'], call),
    anEvent(3, 20, 'outcome', ['app', 'user'], { failed }),
  ];
  const said = (some: typeof events, row: number) =>
    explainRow(diagramOf(some).rows[row]!, 'en', { run: 1, events: some }).paragraphs.join(' ');
  expect(said(events, 1)).toContain('sends the same request again');
  expect(said(events, 3)).toContain('does not send this request again');
  expect(said(events.slice(0, 1), 1)).not.toMatch(/again/);
  expect(said(events, 4)).not.toMatch(/again/);
});

test('a page is named in the language that is read, whichever the user saw it in', () => {
  const titles = ['english', 'korean'].map((name) => {
    const file = `../../../../libs/identity-emulator/src/pages/texts/${name}.ts`;
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    return [...text.matchAll(/\btitle: (?:\(.*?\) => )?[`'](.+?)[`']/g)].map(([, title = '']) =>
      title.replace(/\$\{\w+\}/, '…'),
    );
  });
  const [english = [], korean = []] = titles;
  const inBoth = new Map(english.map((title, at) => [title, korean[at]]));
  for (const [en, ko] of pageTitles) expect([en, inBoth.get(en)]).toEqual([en, ko]);
  const seen = (page: string, language: Language) =>
    labelOf(rowsOf([1, 0, 'page', ['authority', 'browser'], { note: { page } }])[0]!, language);
  const confirm = [
    'Are you trying to sign in to A $& B?',
    'A $& B 앱에 로그인하려고 하나요?',
  ] as const;
  for (const [en, ko] of [...pageTitles, confirm])
    for (const title of [en, ko]) {
      expect(seen(title, 'en')).toBe(`shows a page: ${en}`);
      expect(seen(title, 'ko')).toBe(`페이지 표시: ${ko}`);
    }
  expect(seen('Another', 'ko')).toBe('페이지 표시: Another');
});

test('a run that somebody stopped does not say that it has a token', () => {
  const stopped = anEvent(1, 0, 'outcome', ['app', 'user'], { note: { succeeded: false } });
  const outcome = diagramOf([stopped]).rows.at(-1)!;
  for (const [language, words] of [
    ['en', /stopped/],
    ['ko', /중지/],
  ] as const) {
    const { title, paragraphs } = explainRow(outcome, language, { run: 1, events: [stopped] });
    expect(title).toMatch(words);
    expect(paragraphs.join()).not.toMatch(/has its token|토큰이 있/);
  }
});

import { expect, test } from '@jest/globals';
import { alignRows } from './align.ts';
import { diagramOf, intervalOf, rowsUntil } from './diagram.ts';
import { mermaidIn, spokenRow } from './explain.ts';
import { anEvent, deviceCodeEvents, http, interactiveEvents } from './testing/hand-made-run.ts';

const kinds = (rows: ReturnType<typeof diagramOf>['rows']) =>
  rows.map(({ kind, part }) => (part === 'answer' ? `${kind} answer` : kind));

test('polls without an answer are one row, whatever the user does between them', () => {
  const { actors, rows } = diagramOf(deviceCodeEvents);
  expect(actors).toEqual(['user', 'app', 'browser', 'authority', 'api']);
  expect(kinds(rows)).toEqual([
    'cache-lookup',
    'discovery',
    'device-code',
    'device-code answer',
    'show-code',
    'poll',
    'code-typed',
    'account',
    'password',
    'poll',
    'poll answer',
    'api-call',
    'outcome',
  ]);
  const fold = rows.find(({ isFold }) => isFold)!;
  expect([fold.events.length, intervalOf(fold)]).toEqual([3, 5]);
  expect(fold.failed).toBeUndefined();
});

test('a failure is on the way back of its exchange, and ends nothing that follows', () => {
  const failed = { code: 'AADSTS53003' };
  const { rows } = diagramOf([
    anEvent(1, 5, 'poll', ['app', 'authority'], { ...http('/token', 400), failed }),
    anEvent(2, 40, 'outcome', ['app', 'user'], { failed }),
  ]);
  expect(rows.map(({ from, to, failed: code }) => [from, to, code])).toEqual([
    ['app', 'authority', undefined],
    ['authority', 'app', 'AADSTS53003'],
    ['app', 'user', 'AADSTS53003'],
  ]);
});

test('slow_down ends a fold: the polls after it are further apart', () => {
  const poll = (order: number, at: number, error: string) =>
    anEvent(order, at, 'poll', ['app', 'authority'], {
      ...http('/token', 400, { error }),
      failed: { code: error },
    });
  const { rows } = diagramOf([
    poll(1, 0, 'authorization_pending'),
    poll(2, 5000, 'authorization_pending'),
    poll(3, 10_000, 'slow_down'),
    poll(4, 20_000, 'authorization_pending'),
    poll(5, 30_000, 'authorization_pending'),
  ]);
  expect(rows.map(({ events, failed }) => [events.length, failed])).toEqual([
    [2, undefined],
    [1, undefined],
    [1, 'slow_down'],
    [2, undefined],
  ]);
});

test('a moment in the past shows what was there, and as many polls', () => {
  const { rows } = diagramOf(deviceCodeEvents);
  const then = rowsUntil(rows, 10_500);
  expect(kinds(then).at(-1)).toBe('code-typed');
  expect(then.find(({ isFold }) => isFold)?.events.length).toBe(2);
  expect(rowsUntil(rows, Infinity)).toBe(rows);
});

test('like stands beside like: each part begins at one height in all lanes', () => {
  const lanes = [deviceCodeEvents, interactiveEvents].map((events) => diagramOf(events).rows);
  const { places, parts, height } = alignRows(lanes);
  expect(parts.map(({ phase }) => phase)).toEqual([
    'cache',
    'start',
    'user',
    'token',
    'api',
    'end',
  ]);
  for (const [lane, rows] of lanes.entries())
    for (const [at, { phase }] of rows.entries()) {
      const place = places[lane]?.[at] ?? -1;
      const part = parts.findLast((one) => one.place <= place);
      expect(part?.phase).toBe(phase);
    }
  expect(height).toBe(Math.max(...places.flat()) + 1);
});

test('parts that come again, as after a claims challenge, are aligned in their order', () => {
  const again = [
    ...interactiveEvents,
    anEvent(11, 1600, 'refresh', ['app', 'authority'], http('/token')),
    anEvent(12, 1700, 'api-call', ['app', 'api'], http('/me')),
  ];
  const lanes = [again, interactiveEvents].map((events) => diagramOf(events).rows);
  const { places } = alignRows(lanes);
  for (const [lane, rows] of lanes.entries()) {
    expect(places[lane]).toHaveLength(rows.length);
    expect([...places[lane]!].sort((a, b) => a - b)).toEqual(places[lane]);
  }
});

test('the diagram as Mermaid text', () => {
  const events = [
    ...deviceCodeEvents.slice(2, 10),
    anEvent(20, 30, 'poll', ['app', 'authority'], {
      ...http('/t', 400),
      failed: { code: 'a;b#<' },
    }),
  ];
  expect(mermaidIn(diagramOf(events), 'en')).toBe(`sequenceDiagram
  participant user as User
  participant app as App
  participant browser as Browser
  participant authority as Entra
  app->>authority: asks for a device code
  authority-->>app: code, link, interval
  app->>user: shows link and code: GPNPSNGJP
  loop × 3, 5 s
    app->>authority: polls
  end
  user->>browser: types the code
  user->>browser: chooses the account: adele@contoso.example
  user->>browser: types the password
  app->>authority: polls
  authority--xapp: a#59;b#35;#60;
`);
});

test('a row read out says who, what, when and how it ended', () => {
  const { rows } = diagramOf(deviceCodeEvents);
  expect(rows.slice(4, 6).map((row) => spokenRow(row, 'en'))).toEqual([
    'After 0.1 s. App to User: shows link and code: GPNPSNGJP.',
    'After 5.1 s. App to Entra: polls × 3, every 5 s. 400.',
  ]);
  expect(spokenRow(rows[4]!, 'ko')).toBe(
    '0.1초 뒤. 앱에서 사용자 쪽으로: 링크와 코드 표시: GPNPSNGJP.',
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Recording } from '../messages.ts';
import { alignRows } from './align.ts';
import { diagramOf } from './diagram.ts';
import { explainRow, labelOf } from './explain.ts';
import { scoreOf } from './score.ts';
import { emptyStage, reduceStage, type Run } from './stage-run.ts';
import { userCodeIn } from './user-code.ts';

const folder = join(import.meta.dirname, '../../recordings');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording;

function runOf({ messages, run }: Recording): Run {
  const found = messages.reduce(reduceStage, emptyStage).lanes[0]?.runs[run];
  if (!found) throw new Error('The recording has no run.');
  return found;
}

test.each(names)('%s: every event is in the diagram once, and explained', (name) => {
  const { events } = runOf(read(name));
  const { rows } = diagramOf(events);
  const shown = rows.filter(({ part }) => part === 'step').flatMap((row) => row.events);
  expect(shown.map(({ order }) => order).sort((a, b) => a - b)).toEqual(
    events.map(({ order }) => order),
  );
  const unexplained = rows.filter((row) => explainRow(row, 'ko').title === row.kind);
  expect(unexplained.map(({ kind }) => kind)).toEqual([]);
  expect(rows.map((row) => labelOf(row, 'en')).filter((label) => label === '')).toEqual([]);
});

test('a recorded run ends as its lane did: with a token, or with a code', () => {
  const ends = names.map((name) => {
    const run = runOf(read(name));
    const { tokenAfter, failed } = scoreOf(run.events);
    return { name, isAsTold: run.state === 'succeeded' ? tokenAfter !== undefined : !!failed };
  });
  expect(ends.filter(({ isAsTold }) => !isAsTold)).toEqual([]);
});

test('all first runs beside each other: every row has a place of its own, in order', () => {
  const lanes = names
    .filter((name) => /^[\w-]+\.1\.json$/.test(name))
    .map((name) => diagramOf(runOf(read(name)).events).rows);
  const { places } = alignRows(lanes);
  for (const [lane, rows] of lanes.entries()) {
    expect(places[lane]).toHaveLength(rows.length);
    expect([...new Set(places[lane])].sort((a, b) => a - b)).toEqual(places[lane]);
  }
});

test('a run without a token says in each language what to do next; one that has a token does not say that it has none', () => {
  for (const name of names) {
    const { state, diagnosis, message, events } = runOf(read(name));
    if (state !== 'failed') continue;
    for (const told of [diagnosis?.title, diagnosis?.remedy, message])
      expect([name, told]).toEqual([
        name,
        { en: expect.stringMatching(/^[^가-힣]{4,}$/), ko: expect.stringMatching(/[가-힣]/) },
      ]);
    if (scoreOf(events).tokenAfter !== undefined)
      expect(message?.en).not.toContain('without a token');
  }
});

test('what an arrow says has happened: a user who is said to have cancelled, a code that is brought back', () => {
  for (const name of names) {
    const { events } = runOf(read(name));
    const isDeclined = /^(AADSTS700171|access_denied)$/.test(scoreOf(events).failed ?? '');
    expect([name, events.some(({ kind }) => kind === 'cancel')]).toEqual([name, isDeclined]);
    for (const row of diagramOf(events).rows.filter(({ kind }) => kind === 'redirect')) {
      const brings = row.failed === undefined ? 'the code' : 'an error';
      expect(labelOf(row, 'en')).toMatch(new RegExp(`^brings ${brings} back`));
    }
  }
});

test('nothing fails before it does: a request without an answer waits, then fails after its time', () => {
  const unanswered = names.flatMap((name) => {
    const { events } = runOf(read(name));
    const asked = events.filter(({ from, exchange }) => from === 'app' && exchange?.status === 0);
    return asked.map((event) => {
      const after = events.filter(({ order }) => order > event.order);
      const [waits, fails] = ['answer-wait', 'no-answer'].map((kind) =>
        after.find((one) => one.kind === kind),
      );
      const seconds = Number(waits?.note?.['seconds']);
      const late = Math.abs((fails?.at ?? 0) - (waits?.at ?? 0) - seconds * 1000);
      return [name, event.failed, fails?.failed?.code, late < 1000];
    });
  });
  expect(unanswered).toEqual([
    ['device-code.hang.1.json', undefined, 'ERR_DEADLINE', true],
    ['interactive.hang.1.json', undefined, 'ERR_DEADLINE', true],
  ]);
});

test('an answer that is none of the authority is told by the app that got it', () => {
  for (const flow of ['device-code', 'interactive']) {
    const { events } = runOf(read(`${flow}.html-instead-of-json.1.json`));
    const at = events.findIndex(({ kind }) => kind === 'bad-answer');
    expect([events[at - 1]?.kind, events[at]?.failed]).toEqual([
      'discovery',
      { code: 'invalid_response' },
    ]);
  }
});

test('a pause is told when it begins, with its length: the next request comes no earlier', () => {
  const pauses = names.flatMap((name) => {
    const { events } = runOf(read(name));
    return events.flatMap((event, at) => {
      if (event.kind !== 'retry-wait') return [];
      const next = events.slice(at).find(({ from, exchange }) => from === 'app' && exchange);
      const seconds = Number(event.note?.['seconds']);
      const took = ((next?.at ?? 0) - event.at) / 1000;
      return [{ name, seconds, isKept: took > seconds - 0.2 && took < seconds + 1.5 }];
    });
  });
  expect(pauses.filter(({ isKept }) => !isKept)).toEqual([]);
  const of = (part: string) =>
    pauses.flatMap(({ name, seconds }) => (name.includes(part) ? [Math.floor(seconds)] : []));
  expect(of('slow-down')).toEqual([10, 15, 20]);
  expect(of('throttled')).toEqual([10, 10]);
  expect(of('outage')).toHaveLength(4);
});

test('the clock that goes ahead is a step, between the code and the page that takes it no more', () => {
  const { events } = runOf(read('device-code.after-900-s.1.json'));
  const kinds = events.map(({ kind }) => kind);
  const places = ['show-code', 'clock', 'code-typed'].map((kind) => kinds.indexOf(kind));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(events[places[1] ?? 0]).toMatchObject({ from: 'authority', note: { seconds: 900 } });
});

test('what the page alone said is the diagnosis: its code and its remedy, once the app has given up', () => {
  const run = runOf(read('interactive.redirect-mismatch.1.json'));
  expect(scoreOf(run.events).failed).toBe('user_timeout_reached');
  expect(run.diagnosis).toMatchObject({
    code: 'AADSTS50011',
    remedy: { en: expect.stringMatching(/^The page showed AADSTS50011;.*http:\/\/localhost/) },
  });
  const { title } = explainRow(diagramOf(run.events).rows.at(-1)!, 'en', run);
  expect(title).toBe('How it ended: user_timeout_reached (page: AADSTS50011)');
});

test('a sign-in by device code meets the block when it is renewed, in another flow of its cache, too', () => {
  for (const flow of ['device-code', 'interactive']) {
    const { events } = runOf(read(`${flow}.block-device-code.2.json`));
    const renewal = events.find(({ kind }) => kind === 'refresh');
    expect([flow, renewal?.failed?.code]).toEqual([flow, 'AADSTS53003']);
    expect([flow, scoreOf(events).failed]).toEqual([flow, 'AADSTS53003']);
  }
});

test('the code that the user types is found in what a sample prints, and only there', () => {
  const found = names.map((name) => {
    const run = runOf(read(name));
    return [
      name,
      userCodeIn(run) !== undefined,
      run.events.some(({ kind }) => kind === 'show-code'),
    ];
  });
  expect(found.filter(([, isFound, isShown]) => isFound !== isShown)).toEqual([]);
});

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

test('a run without a token says what to do next; one that has a token does not say that it has none', () => {
  for (const name of names) {
    const { state, diagnosis, message, events } = runOf(read(name));
    if (state !== 'failed') continue;
    expect([name, diagnosis?.remedy]).toEqual([name, expect.stringMatching(/\w{4}/)]);
    if (scoreOf(events).tokenAfter !== undefined) expect(message).not.toContain('without a token');
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

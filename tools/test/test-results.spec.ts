import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  addUp,
  failureLines,
  forgetResults,
  passedTests,
  readResults,
  slowestSpecs,
  type SpecResult,
} from './test-results.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const tasks = ['one:test', 'one:e2e', 'two:test'];
const outcome = (status: string, title = status) => ({ title, name: `it › ${title}`, status });
const spec = (name: string, ...tests: SpecResult['tests']): SpecResult => ({
  ...{ spec: name, ended: 0, seconds: 1, tests },
});
const counted = spec(
  'a.spec.ts',
  ...[outcome('passed'), outcome('passed'), outcome('passed'), outcome('pending')],
);

test('adds up what each test target of each project counted', () => {
  for (const task of tasks) write(task, [counted]);
  expect(addUp(readResults(folder), [], tasks)).toEqual({ passed: 9, failed: 0, skipped: 3 });
});

test('tells which tests passed, by spec file from the root', () => {
  write('one:test', [
    spec('apps/one/src/a.spec.ts', outcome('passed', 'does it'), outcome('failed')),
  ]);
  const specs = [...readResults(folder).values()].flat();
  expect(passedTests(specs)).toEqual(new Map([['apps/one/src/a.spec.ts', ['does it']]]));
});

test('names what failed, with the first line of the reason', () => {
  const failed = { ...outcome('failed', 'works'), failure: 'Error: no' };
  const broken = { ...spec('b.spec.ts'), failure: 'SyntaxError: no' };
  expect(failureLines([spec('apps/one/src/a.spec.ts', failed, outcome('passed')), broken])).toEqual(
    ['apps/one/src/a.spec.ts: it › works: Error: no', 'b.spec.ts: did not run: SyntaxError: no'],
  );
});

test('a test target that left no counts is a failure', () => {
  write('one:test', [counted]);
  const total = addUp(readResults(folder), [], ['one:test', 'two:test']);
  expect(total).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

test('a failed task counts once: by its failed tests, or else as one', () => {
  write('one:test', [spec('a.spec.ts', outcome('failed'), outcome('failed'))]);
  write('two:test', [counted]);
  const failed = ['one:test', 'two:test', 'two:lint'];
  const total = addUp(readResults(folder), failed, ['one:test', 'two:test']);
  expect(total).toMatchObject({ failed: 4 });
});

test('counts of an earlier run are forgotten', () => {
  for (const task of tasks) write(task, [counted]);
  forgetResults(folder);
  expect(addUp(readResults(folder), [], tasks)).toEqual({ passed: 0, failed: 3, skipped: 0 });
});

test('the ten slowest are named, the slowest first', () => {
  const specs = [...Array(12).keys()].map((n) => ({ ...spec(`${n}.spec.ts`), seconds: n }));
  expect(slowestSpecs(specs)).toHaveLength(10);
  expect(slowestSpecs(specs)[0]).toBe('  11 s  11.spec.ts');
});

function write(task: string, specs: SpecResult[]): void {
  writeFileSync(join(folder, `${task.replace(':', '-')}.json`), JSON.stringify(specs));
}

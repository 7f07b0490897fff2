import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addUp, failureLines, forgetSummaries, passedTests, summaryFiles } from './summaries.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'summaries-'));
  project('apps/one', ['test', 'e2e']);
  project('libs/two', ['test', 'lint']);
  project('tools', ['lint']);
});
afterEach(() => rmSync(root, { recursive: true }));

const counts = { passed: 3, failed: 0, skipped: 1 };

test('adds up what each test target of each project counted', () => {
  const files = summaryFiles(root, ['test', 'e2e']);
  expect(files.map(({ task }) => task)).toEqual(['one:test', 'one:e2e', 'two:test']);
  for (const { file } of files) write(file, counts);
  expect(addUp(files, [])).toEqual({ passed: 9, failed: 0, skipped: 3 });
});

test('tells which tests passed, by spec file from the root', () => {
  const files = summaryFiles(root, ['test']);
  write(files[0]!.file, { ...counts, tests: { 'src/a.spec.ts': ['does it'] } });
  write(files[1]!.file, counts); // of a reporter that knew no titles yet
  expect(passedTests(files)).toEqual(new Map([['apps/one/src/a.spec.ts', ['does it']]]));
});

test('names what failed, with the first line of the reason', () => {
  const files = summaryFiles(root, ['test']);
  const failure = { spec: 'src/a.spec.ts', title: 'it › works', reason: 'Error: no' };
  write(files[0]!.file, { ...counts, failed: 1, failures: [failure] });
  write(files[1]!.file, counts);
  expect(failureLines(files)).toEqual(['apps/one/src/a.spec.ts: it › works: Error: no']);
});

test('a test target that left no counts is a failure', () => {
  const files = summaryFiles(root, ['test']);
  write(files[0]!.file, counts);
  expect(addUp(files, [])).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

test('a failed task counts once: by its failed tests, or else as one', () => {
  const files = summaryFiles(root, ['test']);
  write(files[0]!.file, { ...counts, failed: 2 });
  write(files[1]!.file, counts);
  expect(addUp(files, ['one:test', 'two:test', 'two:lint'])).toMatchObject({ failed: 4 });
});

test('counts of an earlier run are forgotten', () => {
  const files = summaryFiles(root, ['test']);
  for (const { file } of files) write(file, counts);
  forgetSummaries(files);
  expect(addUp(files, [])).toEqual({ passed: 0, failed: 2, skipped: 0 });
});

function project(folder: string, targets: string[]): void {
  const nx = {
    name: folder.split('/').at(-1),
    targets: Object.fromEntries(targets.map((target) => [target, {}])),
  };
  write(join(root, folder, 'package.json'), { nx });
}

function write(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}

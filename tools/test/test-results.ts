import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What one spec file showed, as results-reporter.mjs keeps it. */
export interface SpecResult {
  /** From the workspace's folder. */
  spec: string;
  /** Milliseconds since 1970. */
  ended: number;
  seconds: number;
  /** The first line of why the file failed. */
  failure?: string;
  /** `name` is the title with those of its groups before it. */
  tests: { title: string; name: string; status: string; failure?: string }[];
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Empties the folder of results: a target that leaves none must not be counted by earlier ones. */
export function forgetResults(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/**
 * What the test targets left in a folder.
 *
 * @returns the results by task, `project:target`
 */
export function readResults(folder: string): Map<string, SpecResult[]> {
  return new Map(
    readdirSync(folder).map((name) => [
      name.replace(/-(\w+)\.json$/, ':$1'),
      JSON.parse(readFileSync(join(folder, name), 'utf8')) as SpecResult[],
    ]),
  );
}

/**
 * Adds up what was counted. A failed task that counted no failure of its own, such as lint or a test run
 * that broke off, is one failure; so is a test target that left nothing.
 *
 * @param failedTasks as Nx names them
 * @param testTasks those that have to count
 */
export function addUp(
  results: Map<string, SpecResult[]>,
  failedTasks: string[],
  testTasks: string[],
): Counts {
  const failed = new Set([...failedTasks, ...testTasks.filter((task) => !results.has(task))]);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [task, specs] of results) {
    const failures = specs.flatMap(failuresOf);
    if (failures.length > 0) failed.delete(task);
    const statuses = specs.flatMap(({ tests }) => tests.map(({ status }) => status));
    const passed = statuses.filter((status) => status === 'passed').length;
    total.passed += passed;
    total.failed += failures.length;
    total.skipped += statuses.filter((status) => !['passed', 'failed'].includes(status)).length;
  }
  total.failed += failed.size;
  return total;
}

/** What failed, a line each: the log above is long, and the one that matters is hard to find in it. */
export function failureLines(specs: SpecResult[]): string[] {
  return specs.flatMap((spec) =>
    failuresOf(spec).map(({ name, failure = '' }) => `${spec.spec}: ${name}: ${failure}`),
  );
}

/** A file that does not load has no tests to fail, and is a failure all the same. */
function failuresOf({ tests, failure }: SpecResult): { name: string; failure?: string }[] {
  const failed = tests.filter(({ status }) => status === 'failed');
  return failed.length === 0 && failure ? [{ name: 'did not run', failure }] : failed;
}

/** The titles of all tests that passed, by spec file. */
export function passedTests(specs: SpecResult[]): Map<string, string[]> {
  const passed = (tests: SpecResult['tests']) => tests.filter(({ status }) => status === 'passed');
  return new Map(specs.map(({ spec, tests }) => [spec, passed(tests).map(({ title }) => title)]));
}

/** The ten spec files that took longest, with their seconds. */
export function slowestSpecs(specs: SpecResult[]): string[] {
  return specs
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 10)
    .map(({ spec, seconds }) => `${seconds.toFixed(0).padStart(4)} s  ${spec}`);
}

/**
 * The tests of kept-tests.tsv that a full run does not have: renaming or moving a test must not lose what it
 * asserts.
 *
 * A line is the title of a test as it was when the list was made, and after a tab the title of the test that
 * asserts the same today, or `-` where what it tested is gone. Without a tab the title is unchanged; one
 * that stands there twice is that of two tests.
 *
 * @param titles - of the run
 * @param list - the text of the list
 * @returns those that are missing, `old → today`
 */
export function missingTests(titles: string[], list = readList()): string[] {
  const has = new Map<string, number>();
  for (const title of titles.map(plain)) has.set(title, (has.get(title) ?? 0) + 1);
  const isMissing = (line: string) => {
    const [old = '', today] = line.split('\t');
    const left = has.get(today ?? old) ?? 0;
    // One test may assert today what several did.
    if (today === undefined) has.set(old, left - 1);
    return left <= 0 && today !== '-';
  };
  return list
    .split('\n')
    .filter(Boolean)
    .filter(isMissing)
    .map((line) => line.replace('\t', ' → '));
}

const readList = () => readFileSync(join(import.meta.dirname, 'kept-tests.tsv'), 'utf8');

/** Without what is not the same in each run: random IDs, and the numbers of rows in a table of cases. */
const plain = (title: string) =>
  title
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ \(\d+\)$/, '')
    .slice(0, 200);

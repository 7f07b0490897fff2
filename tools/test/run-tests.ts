import { join } from 'node:path';
import { claimsOf, findUnwitnessed } from '../docs/parity-claims.ts';
import { installRequirements } from '../setup/requirements.mjs';
import { leftOutSpecs, longSpecs } from '../setup/spec-files.mjs';
import {
  addUp,
  failureLines,
  forgetResults,
  missingTests,
  passedTests,
  readResults,
  slowestSpecs,
} from './test-results.ts';
import { type NxTask, runTasks, type TasksRun } from './run-tasks.ts';
import { targets, type TestOptions } from './test-options.mjs';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'dist/test-results');

/**
 * Checks everything that `npm test` was asked for. The last line that it prints is `N passed, N failed`.
 *
 * @returns exit code: 0 all passed, 1 something failed or may not be left out
 */
export function runTests({ all: askedForAll, install, only }: TestOptions): number {
  const isCi = process.env['CI'] === 'true';
  const all = askedForAll || isCi;
  const leftOut = only.includes('e2e') ? leftOutSpecs(root, installRequirements({ install })) : [];
  const mustRun = leftOut.filter((one) => isCi && one.mustRun);
  if (mustRun.length > 0) {
    console.error('With CI=true these may not be left out. Install what is missing and run again:');
    for (const one of mustRun) console.error(`  ${lineOf(one)}`);
    return tell(0, mustRun.length);
  }

  forgetResults(folder);
  const started = Date.now();
  const chosen = only.map((step) => targets[step]);
  const run = runTasks(root, chosen, { all, coverage: isCi });
  const isWhole = all && leftOut.length === 0 && only.includes('unit') && only.includes('e2e');
  const long = all ? [] : longSpecs(root).filter(({ target }) => chosen.includes(target));
  const { passed, failed } = report(run, started, isWhole);
  list(
    `LEFT OUT, because this machine lacks what they need: ${leftOut.length} files of end-to-end tests`,
    leftOut.map(lineOf),
  );
  list(
    `LEFT OUT for their length, run by "npm test -- --all" and in CI: ${long.length} files`,
    long.map(({ spec }) => spec),
  );
  return tell(passed, failed);
}

/**
 * Adds up what a run left, and says what failed in it.
 *
 * @param started milliseconds since 1970; of specs that ended before, Nx has kept the result
 * @param isWhole it ran every test
 */
function report({ code, tasks }: TasksRun, started: number, isWhole: boolean) {
  const results = readResults(folder);
  const specs = [...results.values()].flat();
  const idsOf = (some: NxTask[]) => some.map(({ taskId }) => taskId);
  const failedTasks = idsOf(tasks.filter(({ status }) => status !== 0));
  const testTasks = idsOf(tasks.filter(({ target }) => ['test', 'e2e'].includes(target)));
  const total = addUp(results, failedTasks, testTasks);
  const unwitnessed = findUnwitnessed(claimsOf(root), passedTests(specs));
  const titles = specs.flatMap(({ tests }) => tests.map(({ title }) => title));
  const missing = isWhole && code === 0 ? missingTests(titles) : [];

  console.log('');
  list('Slowest:', slowestSpecs(specs.filter(({ ended }) => ended >= started)));
  if (failedTasks.length > 0)
    console.log([`Failed: ${failedTasks.join(', ')}`, ...failureLines(specs)].join('\n  '));
  list('Claims of docs/emulator-parity.md without a witness:', unwitnessed);
  list(
    `MISSING: of the tests of kept-tests.tsv, ${missing.length}. Map each to the test that asserts it now:`,
    missing,
  );
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  const failed = total.failed + unwitnessed.length + missing.length;
  return { passed: total.passed, failed: failed || Number(code !== 0) };
}

/** The last line, and the exit code. */
function tell(passed: number, failed: number): number {
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

const lineOf = ({ spec, needs }: { spec: string; needs: string[] }) =>
  `${spec} (left out: no ${needs.join(', no ')})`;

function list(title: string, lines: string[]): void {
  if (lines.length > 0) console.log([title, ...lines].join('\n  '));
}

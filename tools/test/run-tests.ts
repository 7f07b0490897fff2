import { join } from 'node:path';
import { claimsOf, findUnwitnessed } from '../docs/parity-claims.ts';
import { installRequirements } from '../setup/install-requirements.mjs';
import { leftOutSpecs, longSpecs } from '../setup/spec-files.mjs';
import { missingTests } from './kept-tests.ts';
import { runTasks } from './run-tasks.ts';
import { type TestOptions, targets } from './test-options.mjs';
import {
  addUp,
  failureLines,
  forgetResults,
  passedTests,
  readResults,
  slowestSpecs,
} from './test-results.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'dist/test-results');

/**
 * Checks everything that `npm test` was asked for. The last line that it prints is `N passed, N failed`.
 *
 * @returns exit code: 0 all passed, 1 something failed or may not be left out
 */
export function runTests({ all: askedForAll, install, only }: TestOptions): number {
  const leftOut = only.includes('e2e') ? leftOutSpecs(root, installRequirements({ install })) : [];
  const lines = leftOut.map(({ spec, needs }) => `${spec} (left out: no ${needs.join(', no ')})`);
  const isCi = process.env['CI'] === 'true';
  const mustRun = isCi ? lines.filter((_, index) => leftOut[index]?.mustRun) : [];
  if (mustRun.length > 0) {
    console.error('With CI=true these may not be left out. Install what is missing and run again:');
    for (const line of mustRun) console.error(`  ${line}`);
    console.log(`0 passed, ${mustRun.length} failed`);
    return 1;
  }

  forgetResults(folder);
  const all = askedForAll || isCi;
  const started = Date.now();
  const chosen = only.map((step) => targets[step]);
  const { code, tasks } = runTasks(root, chosen, { all, coverage: isCi });
  const results = readResults(folder);
  const specs = [...results.values()].flat();

  const failedTasks = tasks.filter(({ status }) => status !== 0).map(({ taskId }) => taskId);
  const counting = tasks.filter(({ target }) => ['test', 'e2e'].includes(target));
  const total = addUp(
    results,
    failedTasks,
    counting.map(({ taskId }) => taskId),
  );
  const unwitnessed = findUnwitnessed(claimsOf(root), passedTests(specs));
  for (const line of unwitnessed) console.error(`docs/emulator-parity.md claims ${line}`);
  const isWhole = lines.length === 0 && only.includes('unit') && only.includes('e2e');
  const titles = specs.flatMap(({ tests }) => tests.map(({ title }) => title));
  const missing = all && isWhole && code === 0 ? missingTests(titles) : [];
  const failed = total.failed + unwitnessed.length + missing.length || Number(code !== 0);

  console.log('');
  list('Slowest:', slowestSpecs(specs.filter(({ ended }) => ended >= started)));
  if (failedTasks.length > 0) {
    console.log([`Failed: ${failedTasks.join(', ')}`, ...failureLines(specs)].join('\n  '));
  }
  list(
    `MISSING: of the tests of kept-tests.tsv, ${missing.length}. Map each to the test that asserts it now:`,
    missing,
  );
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  const left = `${lines.length} files of end-to-end tests`;
  list(`LEFT OUT, because this machine lacks what they need: ${left}`, lines);
  const long = all ? [] : longSpecs(root).filter(({ target }) => chosen.includes(target));
  list(
    `LEFT OUT for their length, run by "npm test -- --all" and in CI: ${long.length} files`,
    long.map(({ spec }) => spec),
  );
  console.log(`${total.passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function list(title: string, lines: string[]): void {
  if (lines.length > 0) console.log([title, ...lines].join('\n  '));
}

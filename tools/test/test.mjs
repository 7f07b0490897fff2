import { join, relative } from 'node:path';
import { installRequirements } from '../setup/install-requirements.mjs';
import { leftOutSpecs, longSpecs } from '../setup/spec-files.mjs';
import { claimsOf } from '../parity/claims-of.mjs';
import { findUnwitnessed } from '../parity/find-liars.mjs';
import { projectsWithoutE2e } from './projects-without-e2e.mjs';
import { runTasks } from './run-tasks.mjs';
import { addUp, failureLines, forgetSummaries, passedTests, summaryFiles } from './summaries.mjs';
import { help, targets, testOptions } from './test-options.mjs';

/** @typedef {{ line: string, mustRun: boolean }} LeftOut */

const root = join(import.meta.dirname, '../..');

/**
 * Everything that `npm test` does. The last line that it prints is `N passed, N failed`.
 *
 * @param {string[]} args
 * @param {() => void} installPackages
 * @returns {Promise<number>} exit code: 0 all passed, 1 something failed or was left out, 2 wrong usage
 */
export async function test(args, installPackages) {
  let options;
  try {
    options = testOptions(args);
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const unreached = projectsWithoutE2e(root);
  if (unreached.length > 0) {
    console.error(
      `Nothing runs the e2e folder of ${unreached.join(', ')}: add the target "e2e" to its package.json.`,
    );
    console.log(`0 passed, ${unreached.length} failed`);
    return 1;
  }
  if (options.install) installPackages();
  const leftOut = options.only.includes('e2e') ? prepareMachine(options.install) : [];
  const isCi = process.env['CI'] === 'true';
  const all = options.all || isCi;
  const mustRun = isCi ? leftOut.filter((one) => one.mustRun) : [];
  if (mustRun.length > 0) {
    console.error('With CI=true these may not be left out. Install what is missing and run again:');
    for (const { line } of mustRun) console.error(`  ${line}`);
    console.log(`0 passed, ${mustRun.length} failed`);
    return 1;
  }

  const chosen = options.only.map((step) => targets[step]);
  const files = summaryFiles(
    root,
    chosen.filter((target) => ['test', 'e2e'].includes(target)),
  );
  forgetSummaries(files);
  const { code, failedTasks } = await runTasks(root, chosen, { all });
  const total = addUp(files, failedTasks);
  const unwitnessed = findUnwitnessed(claimsOf(root), passedTests(files));
  for (const line of unwitnessed) console.error(`docs/emulator-parity.md claims ${line}`);
  total.failed += unwitnessed.length;
  const long = all ? [] : longSpecs(root).filter(({ target }) => chosen.includes(target));
  const failures =
    failedTasks.length > 0 ? [`Failed: ${failedTasks.join(', ')}`, ...failureLines(files)] : [];
  return report(total, failures, { leftOut, long }, code);
}

/**
 * @param {boolean} install
 * @returns {LeftOut[]} the specs that this machine cannot run
 */
function prepareMachine(install) {
  const missing = installRequirements({ install });
  return leftOutSpecs(root, missing).map(({ file, needs, mustRun }) => ({
    line: `${relative(root, file)} (left out: no ${needs.join(', no ')})`,
    mustRun,
  }));
}

/**
 * @param {import('./summaries.mjs').Counts} total
 * @param {string[]} failureReport the tasks, then the tests
 * @param {{ leftOut: LeftOut[], long: ReturnType<typeof longSpecs> }} notRun
 * @param {number} code of Nx
 */
function report({ passed, failed, skipped }, failureReport, { leftOut, long }, code) {
  console.log('');
  if (failureReport.length > 0) console.log(failureReport.join('\n  '));
  if (skipped > 0) console.log(`${skipped} skipped`);
  if (leftOut.length > 0) {
    console.log(
      `LEFT OUT, because this machine lacks what they need: ${leftOut.length} files of end-to-end tests`,
    );
    for (const { line } of leftOut) console.log(`  ${line}`);
  }
  if (long.length > 0) {
    console.log(
      `LEFT OUT for their length, run by "npm test -- --all" and in CI: ${long.length} files`,
    );
    for (const { file } of long) console.log(`  ${relative(root, file)}`);
  }
  const failures = code !== 0 && failed === 0 ? 1 : failed;
  console.log(`${passed} passed, ${failures} failed`);
  return failures > 0 ? 1 : 0;
}

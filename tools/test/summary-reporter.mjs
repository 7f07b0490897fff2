import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Jest reporter: keeps the counts of a project's run in a file that is an output of the Nx target, so
 * that a run answered from the cache is counted too.
 *
 * A run by hand, often of a few tests only, leaves the file alone.
 */
export default class SummaryReporter {
  /**
   * @param {{ rootDir: string }} jest
   * @param {{ file: string }} options path from the project's folder
   */
  constructor({ rootDir }, { file }) {
    this.path = join(rootDir, file);
  }

  /**
   * @param {unknown} _contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    if (!process.env['NX_TASK_TARGET_PROJECT']) return;
    const summary = {
      passed: results.numPassedTests,
      // A file that does not load has no tests to fail, and is a failure all the same.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, JSON.stringify(summary));
  }
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Jest reporter: keeps the counts of a project's run, and what passed, in a file that is an output of the Nx target, so
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
    this.rootDir = rootDir;
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
      tests: passedTests(results, this.rootDir),
    };
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, JSON.stringify(summary));
  }
}

/**
 * @param {import('@jest/reporters').AggregatedResult} results
 * @param {string} rootDir
 * @returns {Record<string, string[]>} titles by spec file, named from the project's folder
 */
function passedTests(results, rootDir) {
  return Object.fromEntries(
    results.testResults.map(({ testFilePath, testResults }) => [
      relative(rootDir, testFilePath).replaceAll(sep, '/'),
      testResults.filter(({ status }) => status === 'passed').map(({ title }) => title),
    ]),
  );
}

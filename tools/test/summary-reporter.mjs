import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * Jest reporter: keeps the counts of a project's run, what passed and what failed, in a file that is an
 * output of the Nx target, so that a run answered from the cache is counted too.
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
      failures: failures(results, this.rootDir),
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
      specName(rootDir, testFilePath),
      testResults.filter(({ status }) => status === 'passed').map(({ title }) => title),
    ]),
  );
}

/**
 * @param {import('@jest/reporters').AggregatedResult} results
 * @param {string} rootDir
 * @returns {import('./summaries.mjs').Failure[]}
 */
function failures(results, rootDir) {
  return results.testResults.flatMap(({ testFilePath, testResults, failureMessage }) => {
    const spec = specName(rootDir, testFilePath);
    const failed = testResults
      .filter(({ status }) => status === 'failed')
      .map(({ ancestorTitles, title, failureMessages: [message = ''] }) => ({
        spec,
        title: [...ancestorTitles, title].join(' › '),
        reason: firstLine(message),
      }));
    const didNotLoad = failed.length === 0 && failureMessage;
    return didNotLoad
      ? [{ spec, title: 'did not run', reason: firstLine(failureMessage) }]
      : failed;
  });
}

/** @param {string} message */
function firstLine(message) {
  const lines = stripVTControlCharacters(message).split('\n');
  // Jest puts the name of the test before what a file failed of.
  return (
    lines
      .find((line) => /\S/.test(line) && !line.includes('●'))
      ?.trim()
      .slice(0, 300) ?? ''
  );
}

/**
 * @param {string} rootDir
 * @param {string} path
 */
function specName(rootDir, path) {
  return relative(rootDir, path).replaceAll(sep, '/');
}

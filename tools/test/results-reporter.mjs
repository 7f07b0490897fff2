import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const root = join(import.meta.dirname, '../..');
/** ms that the process of a run has to end by itself; an e2e spec's last processes end within seconds. */
const PATIENCE = 30_000;
const { NX_TASK_TARGET_PROJECT: project, NX_TASK_TARGET_TARGET: target } = process.env;

/**
 * Jest reporter: keeps what a run showed in a file that is an output of the Nx target, so that a run
 * answered from the cache counts too. A run by hand, often of a few tests, leaves the file alone.
 */
export default class ResultsReporter {
  /**
   * @param {unknown} _contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(_contexts, { testResults }) {
    endIfHeld();
    if (!project) return;
    const file = join(root, `dist/test-results/${project}-${target}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(testResults.map(specResult)));
  }
}

/** What a spec or the code under it leaves open would hold the process, and all that waits for it, for ever. */
function endIfHeld() {
  setTimeout(() => {
    const held = process.getActiveResourcesInfo().join(', ');
    console.error(`All specs have ended, but not their process, which is held by: ${held}`);
    process.exit(1);
  }, PATIENCE).unref();
}

/** @param {import('@jest/reporters').TestResult} result */
function specResult({ testFilePath, testResults, failureMessage, perfStats }) {
  return {
    spec: relative(root, testFilePath).replaceAll(sep, '/'),
    ended: perfStats.end,
    seconds: (perfStats.end - perfStats.start) / 1000,
    ...(failureMessage && { failure: reason(failureMessage) }),
    tests: testResults.map(({ ancestorTitles, title, status, failureMessages: [message] }) => ({
      ...{ title, name: [...ancestorTitles, title].join(' › '), status },
      ...(message && { failure: reason(message) }),
    })),
  };
}

/**
 * The first line of a message. Jest puts the name of the test before what a whole file failed of.
 *
 * @param {string} message
 */
function reason(message) {
  const lines = stripVTControlCharacters(message).split('\n');
  const line = lines.find((one) => /\S/.test(one) && !one.includes('●')) ?? '';
  return line.trim().slice(0, 300);
}

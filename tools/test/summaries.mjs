import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ spec: string, title: string, reason: string }} Failure `reason`: the first line of it
 * @typedef {Counts & { tests?: Record<string, string[]>, failures?: Failure[] }} Summary `tests` are the
 *   titles of those that passed, by spec file
 */

/**
 * The files in which the test targets leave their counts.
 *
 * @param {string} root the workspace's folder
 * @param {string[]} targets `test`, `e2e`
 * @returns {{ task: string, folder: string, file: string }[]} one for each test target of each project
 */
export function summaryFiles(root, targets) {
  const groups = ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(root, group, name)),
  );
  return [...groups, join(root, 'tools')]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .flatMap((folder) => {
      const { nx } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return targets
        .filter((target) => nx?.targets?.[target])
        .map((target) => ({
          task: `${nx.name}:${target}`,
          folder: relative(root, folder).replaceAll(sep, '/'),
          file: join(folder, `dist/test-summary/${target}.json`),
        }));
    });
}

/**
 * Takes away the counts of earlier runs: a target that does not report must not be counted by them.
 *
 * @param {{ file: string }[]} files
 */
export function forgetSummaries(files) {
  for (const { file } of files) rmSync(file, { force: true });
}

/**
 * Adds up what was counted. A failed task that counted no failure of its own, such as lint or a test
 * run that broke off, is one failure.
 *
 * @param {{ task: string, file: string }[]} files
 * @param {string[]} failedTasks as Nx names them
 * @returns {Counts}
 */
export function addUp(files, failedTasks) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failed = new Set(failedTasks);
  for (const { task, file } of files) {
    const summary = readSummary(file);
    if (!summary) {
      failed.add(task);
      continue;
    }
    total.passed += summary.passed;
    total.failed += summary.failed;
    total.skipped += summary.skipped;
    if (summary.failed > 0) failed.delete(task);
  }
  total.failed += failed.size;
  return total;
}

/**
 * The titles of all tests that passed, by spec file as named from the workspace's folder.
 *
 * @param {{ folder: string, file: string }[]} files
 * @returns {Map<string, string[]>}
 */
export function passedTests(files) {
  return new Map(
    files.flatMap(({ folder, file }) =>
      Object.entries(readSummary(file)?.tests ?? {}).map(
        ([spec, titles]) => /** @type {const} */ ([`${folder}/${spec}`, titles]),
      ),
    ),
  );
}

/**
 * What failed, a line each: the log above is long, and the one that matters is hard to find in it.
 *
 * @param {{ folder: string, file: string }[]} files
 * @returns {string[]}
 */
export function failureLines(files) {
  return files.flatMap(({ folder, file }) =>
    (readSummary(file)?.failures ?? []).map(
      ({ spec, title, reason }) => `${folder}/${spec}: ${title}: ${reason}`,
    ),
  );
}

/**
 * @param {string} file
 * @returns {Summary | undefined}
 */
function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

import unit from './jest.config.js';
import { choosesTests } from './tools/test/chooses-tests.mjs';

const folders = [
  'policy',
  'device-code',
  'interactive',
  'assertion',
  'msal',
  'http',
  'cache',
  'errors',
];

/**
 * Coverage doubles the time, so it is measured and enforced with CI=true only; and not of a part, such
 * as `npx nx test auth-core -- -t slow_down`.
 */
const measured = process.env['CI'] === 'true' && !choosesTests(process.argv.slice(2));

/** Unit tests of auth-core, and how many percent of the branches they have to reach in each folder. */
export default {
  ...unit,
  // The longest of all targets: in one process its files wait for each other, and the memory of each stays.
  maxWorkers: process.env['JEST_WORKERS'] ? 2 : unit.maxWorkers,
  collectCoverage: measured,
  coverageProvider: 'v8',
  coverageReporters: [['text', { skipFull: true }], 'text-summary'],
  collectCoverageFrom: ['src/*/**/*.ts', '!src/**/*.spec.ts', '!src/**/testing/**'],
  coverageThreshold: Object.fromEntries(
    folders.map((folder) => [`./src/${folder}/`, { branches: 95 }]),
  ),
};

import unit from './jest.config.js';

const folders = [
  'api',
  'policy',
  'device-code',
  'interactive',
  'assertion',
  'msal',
  'http',
  'cache',
  'errors',
];

/** Coverage doubles the time: only `npm test` with CI=true asks for it, of all tests. */
const measured = process.env['MEASURE_COVERAGE'] === 'true';

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

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

/** It takes a fifth more time: only `npm test` with CI=true asks for it, of all tests. */
const measured = process.env['MEASURE_COVERAGE'] === 'true';

/** What asks for the keyring in a process of its own: the end-to-end tests run it, with a real keyring. */
const inProcesses = ['keyring-process', 'secret-service/{dbus-connection,read-secret}'];

/** Unit tests of auth-core, and how many percent of the branches they have to reach in each folder. */
export default {
  ...unit,
  // The longest of all targets: in one process its files wait for each other, and the memory of each stays.
  maxWorkers: process.env['JEST_WORKERS'] ? 2 : unit.maxWorkers,
  collectCoverage: measured,
  // V8 would count the branches of functions that ran only, and take twice the time.
  coverageProvider: 'babel',
  coverageReporters: [['text', { skipFull: true }], 'text-summary'],
  collectCoverageFrom: [
    ...['src/*/**/*.ts', '!src/**/*.spec.ts', '!src/**/testing/**'],
    ...inProcesses.map((name) => `!src/cache/${name}.ts`),
  ],
  coverageThreshold: Object.fromEntries(
    folders.map((folder) => [`./src/${folder}/`, { branches: 90 }]),
  ),
};

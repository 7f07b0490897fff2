import unit from './jest.config.js';

const folders = ['policy', 'flows', 'network', 'cache', 'errors'];

/**
 * Coverage doubles the time, so it is measured and enforced with CI=true only; and not of a part, such
 * as `npx nx test auth-core -- -t slow_down`.
 */
const measured = process.env['CI'] === 'true' && process.argv.at(-2) === '--rootDir';

/** Unit tests of auth-core, and how many percent of the branches they have to reach in each folder. */
export default {
  ...unit,
  collectCoverage: measured,
  coverageProvider: 'v8',
  coverageReporters: [['text', { skipFull: true }], 'text-summary'],
  collectCoverageFrom: ['src/*/**/*.ts', '!src/**/*.spec.ts', '!src/**/testing/**'],
  coverageThreshold: Object.fromEntries(
    folders.map((folder) => [`./src/${folder}/`, { branches: 95 }]),
  ),
};

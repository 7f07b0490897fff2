import unit from './jest.config.js';

const folders = ['policy', 'flows', 'network', 'cache', 'errors'];

/** `npx nx test auth-core -- -t slow_down` runs a part, of which no coverage is expected. */
const whole = process.argv.at(-2) === '--rootDir';

/** Unit tests of auth-core, and how many percent of the branches they have to reach in each folder. */
export default {
  ...unit,
  collectCoverage: whole,
  coverageProvider: 'v8',
  coverageReporters: [['text', { skipFull: true }], 'text-summary'],
  collectCoverageFrom: ['src/*/**/*.ts', '!src/**/*.spec.ts', '!src/**/testing/**'],
  coverageThreshold: Object.fromEntries(
    folders.map((folder) => [`./src/${folder}/`, { branches: 95 }]),
  ),
};

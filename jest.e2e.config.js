import unit from './jest.config.js';

/** End to end: real processes, browsers and terminals, so one at a time and with more patience. */
export default {
  ...unit,
  testMatch: ['<rootDir>/e2e/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  maxWorkers: 1,
};

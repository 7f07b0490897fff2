import { fileURLToPath } from 'node:url';

const reporter = fileURLToPath(new URL('tools/test/summary-reporter.mjs', import.meta.url));

/** @param {string} target */
export function reporters(target) {
  return ['default', [reporter, { file: `dist/test-summary/${target}.json` }]];
}

/** One configuration for all projects; each runs it with its own --rootDir, in real ESM. */
export default {
  testEnvironment: 'node',
  // Jest would leave one of two processors idle.
  maxWorkers: '100%',
  // Finds what hangs; a busy machine is no failure.
  testTimeout: 30_000,
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/e2e/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  reporters: reporters('test'),
  extensionsToTreatAsEsm: ['.ts'],
  // 'import' must never stand here: Jest would then load ESM builds through require().
  testEnvironmentOptions: {
    customExportConditions: ['source', 'node', 'node-addons'],
    // Jest would warn of what ESLint keeps between test files.
    globalsCleanup: 'off',
  },
  transform: {
    '^.+\\.[cm]?ts$': fileURLToPath(new URL('tools/jest-esbuild.cjs', import.meta.url)),
  },
};

import { fileURLToPath } from 'node:url';

/** One configuration for all projects; each runs it with its own --rootDir, in real ESM. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/e2e/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  // 'import' must never stand here: Jest would then load ESM builds through require().
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.[cm]?ts$': fileURLToPath(new URL('tools/jest-esbuild.cjs', import.meta.url)),
  },
};

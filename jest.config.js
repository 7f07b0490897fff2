import { fileURLToPath } from 'node:url';
import { freshBundle } from './tools/launch/programs.mjs';
import { specsToIgnore } from './tools/setup/spec-files.mjs';

/** What this run leaves out for its length. */
export const ignored = specsToIgnore(import.meta.dirname);

/**
 * The emulator is most of what the specs of other projects load: as one file it costs a third of a spec less.
 * Without one, as where a source is just being saved, they load its sources.
 */
const emulator = await freshBundle(
  fileURLToPath(new URL('libs/identity-emulator/src/index.ts', import.meta.url)),
).catch(() => undefined);

/** One configuration for all projects; each runs it with its own --rootDir, in real ESM. */
export default {
  // One cache for all projects: else each compiles the libraries once more.
  id: 'entra-flows',
  testEnvironment: fileURLToPath(new URL('tools/jest-environment.mjs', import.meta.url)),
  // Jest would leave one of two processors idle.
  maxWorkers: process.env['JEST_WORKERS'] ?? '100%',
  // Finds what hangs; a busy machine is no failure.
  testTimeout: 30_000,
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/e2e/', ...ignored],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '/dist/package/'],
  reporters: [
    'default',
    fileURLToPath(new URL('tools/test/results-reporter.mjs', import.meta.url)),
  ],
  extensionsToTreatAsEsm: ['.ts'],
  // 'import' must never stand here: Jest would then load ESM builds through require().
  testEnvironmentOptions: {
    customExportConditions: ['source', 'node', 'node-addons'],
    // Jest would warn of what libraries keep between test files.
    globalsCleanup: 'off',
  },
  moduleNameMapper: emulator ? { '^@entra-flows/identity-emulator$': emulator } : {},
  transform: {
    '^.+\\.[cm]?ts$': fileURLToPath(new URL('tools/jest-esbuild.cjs', import.meta.url)),
  },
};

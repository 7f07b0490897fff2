import unit, { ignored } from './jest.config.js';
import { commandOf, findMsalPython, missingRequirements } from './tools/setup/requirements.mjs';
import { leftOutSpecs, pathPattern } from './tools/setup/spec-files.mjs';

// For the specs that open a browser; a caller that wants another one sets these.
process.env['CHROMIUM'] ??= commandOf('chromium');
process.env['DESKTOP_CHROMIUM'] ??= commandOf('desktop-chromium');

const msalPython = findMsalPython();
if (msalPython) process.env['MSAL_PYTHON'] ??= msalPython;

const leftOut = leftOutSpecs(import.meta.dirname, missingRequirements());

/** End to end: real processes, browsers and terminals, so one at a time and with more patience. */
export default {
  ...unit,
  testMatch: ['<rootDir>/e2e/**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    ...leftOut.map(({ file }) => pathPattern(file)),
    ...ignored,
  ],
  testTimeout: 120_000,
  maxWorkers: 1,
};

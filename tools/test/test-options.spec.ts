import { expect, test } from '@jest/globals';
import { steps, testOptions } from './test-options.mjs';

test('without options every step runs, without the long tests, and what is missing is installed', () => {
  expect(testOptions([])).toEqual({ all: false, install: true, only: steps });
  expect(testOptions(['--all'])?.all).toBe(true);
});

test('--only takes steps in a list or one by one', () => {
  expect(testOptions(['--only', 'unit,lint', '--only=e2e'])?.only).toEqual(['unit', 'lint', 'e2e']);
});

test.each([
  [['--only', 'everything'], /no step 'everything'/],
  [['--only', 'toString'], /no step 'toString'/],
  [['--only'], /--only/],
  [['--fast'], /--fast/],
  [['unit'], /unit/],
])('%j is refused by name', (args, why) => {
  expect(() => testOptions(args)).toThrow(why);
});

import { expect, test } from '@jest/globals';
import { choosesTests } from './chooses-tests.mjs';

const target = ['--config', '../../jest.coverage.config.js', '--rootDir', '.'];

test.each([
  [[]],
  [['--verbose']],
  [['--ci', '--silent', '-w', '2']],
  [['--maxWorkers=2', '--testTimeout', '60000']],
  [['--forceExit', '--no-cache']],
])('%j runs all tests', (more) => {
  expect(choosesTests([...target, ...more])).toBe(false);
  expect(choosesTests([...more, ...target])).toBe(false);
});

test.each([
  [['-t', 'slow_down']],
  [['--testNamePattern=slow_down']],
  [['src/policy/acquire-token.spec.ts']],
  [['--testPathPatterns', 'policy']],
  [['--onlyChanged']],
  [['--shard=1/2']],
])('%j runs a part of them', (more) => {
  expect(choosesTests([...target, ...more])).toBe(true);
});

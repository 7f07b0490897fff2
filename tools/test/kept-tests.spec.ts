import { expect, test } from '@jest/globals';
import { missingTests } from './test-results.ts';

test('a test that is gone is missing, and one that was renamed is not', () => {
  const list = 'one\ntwo\tzwei\nthree\tdrei\nfour\t-\n';
  expect(missingTests(['zwei', 'one'], list)).toEqual(['three → drei']);
});

test('a title of two tests needs two, unless one test asserts today what both did', () => {
  expect(missingTests(['same'], 'same\nsame\n')).toEqual(['same']);
  expect(missingTests(['same'], 'a\tsame\nb\tsame\n')).toEqual([]);
});

test('line ends, random IDs and the number of a row make no difference', () => {
  const titles = ['with 1a2b3c4d-0000-4000-8000-00000000000a\n  and more (7)'];
  expect(missingTests(titles, 'with {id} and more\n')).toEqual([]);
});

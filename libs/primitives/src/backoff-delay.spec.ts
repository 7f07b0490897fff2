import { describe, expect, test } from '@jest/globals';
import { backoffDelay } from './backoff-delay.ts';

const minutes = { first: 30, longest: 600 };
const range = (setbacks: { failures: number; retryAfter?: number; spread?: number }) =>
  [() => 0, () => 1].map((random) => backoffDelay({ ...minutes, ...setbacks, random }));

describe('the pause before the next try', () => {
  test('is none before the first', () => expect(range({ failures: 0 })).toEqual([0, 0]));

  test('doubles, the latter half of it by chance, up to the longest', () => {
    expect(range({ failures: 1 })).toEqual([15, 30]);
    expect(range({ failures: 2 })).toEqual([30, 60]);
    expect(range({ failures: 3 })).toEqual([60, 120]);
    expect(range({ failures: 2000 })).toEqual([300, 600]);
  });

  test('RFC 9110 10.2.3: is never shorter than Retry-After, which all get alike, so chance comes on top', () => {
    expect(range({ failures: 1, retryAfter: 120 })).toEqual([120, 135]);
    expect(range({ failures: 3, retryAfter: 1 })).toEqual([60, 120]);
  });

  test('spreads a fleet from its first try on', () => {
    expect(range({ failures: 0, spread: 100 })).toEqual([0, 100]);
    expect(range({ failures: 1, spread: 100 })).toEqual([15, 115]);
    expect(range({ failures: 1, spread: 100, retryAfter: 60 })).toEqual([60, 160]);
  });

  test('over an hour without a server is a few dozen tries at most', () => {
    let [time, failures] = [0, 0];
    while (time < 3600) time += backoffDelay({ first: 5, longest: 300, failures: ++failures });
    expect(failures).toBeGreaterThan(15);
    expect(failures).toBeLessThan(32);
  });
});

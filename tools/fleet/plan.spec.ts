import { describe, expect, test } from '@jest/globals';
import { planFor } from './plan.ts';

describe('planFor', () => {
  test.each([
    [10_000, 500],
    [1_000_000, 500],
    [200, 20],
    [1, 1],
  ])(
    '%d devices that do all they may at once stay five deviations below %d a second',
    (devices, rate) => {
      const { startSpread, pollPause, firstPause } = planFor(devices, rate);
      // Two requests of a start, polls, and tries to renew.
      const mean = devices * (2 / startSpread + 1 / pollPause + 1 / firstPause);
      expect(mean + 5 * Math.sqrt(mean)).toBeCloseTo(rate, 6);
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import { planFor } from './plan.ts';
import { showProgress } from './show-progress.ts';

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

test.each([
  ['xterm', '\r\u001b[Ka: second 1, 2 of 3 with a token\n'],
  ['dumb', 'A\na: second 1, 2 of 3 with a token\n'],
])('the progress of a run on a terminal, TERM=%s', (TERM, shown) => {
  const before = process.env['TERM'];
  process.env['TERM'] = TERM;
  try {
    let text = '';
    const write = (part: string) => Boolean((text += part));
    const { onProgress, end } = showProgress({ devices: 3 }, { isTTY: true, write });
    const scenario = { name: 'a', title: 'A' };
    onProgress?.({ scenario, second: 1, withToken: 2 } as Parameters<
      typeof onProgress & object
    >[0]);
    end();
    expect(text).toBe(shown);
  } finally {
    process.env['TERM'] = before;
  }
});

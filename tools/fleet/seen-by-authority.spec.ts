import { expect, test } from '@jest/globals';
import { seen } from './seen-by-authority.ts';

const answered = (requests: number) => ({ requests, throttled: 0, failed: 0 });

test('the most requests in a second are found wherever that second begins, after the first one', () => {
  // Quarters of a second; the scenario began at the 8th.
  const counts = {
    8: answered(100),
    11: answered(50),
    15: answered(4),
    16: answered(5),
    18: answered(2),
  };
  expect(seen(counts, 8, 3)).toMatchObject({
    requests: 161,
    firstSecond: 150,
    most: 11,
    perSecond: [150, 4, 7, 0],
  });
});

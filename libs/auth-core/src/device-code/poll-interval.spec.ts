import { describe, expect, test } from '@jest/globals';
import { paceAfter } from './poll-interval.ts';

describe('paceAfter', () => {
  test('backs off from a fault in steps of 1, 2, 4 … 60 seconds and comes back', () => {
    let pace = { interval: 0.5, faults: 0 };
    const waits: number[] = [];
    for (let fault = 0; fault < 8; fault += 1) {
      const { wait, ...next } = paceAfter(pace, { kind: 'fault' }, () => 1);
      waits.push(wait);
      pace = next;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(paceAfter(pace, { kind: 'pending' })).toEqual({ interval: 0.5, faults: 0, wait: 0.5 });
  });

  test('slow_down adds five seconds for good', () => {
    const slower = paceAfter({ interval: 5, faults: 0 }, { kind: 'slow-down' });
    expect(slower).toEqual({ interval: 10, faults: 0, wait: 10 });
    expect(paceAfter(slower, { kind: 'pending' }).wait).toBe(10);
  });

  test('does not poll sooner than the interval after a fault', () => {
    expect(paceAfter({ interval: 5, faults: 0 }, { kind: 'fault' }, () => 0).wait).toBe(5);
  });

  test('waits as long as the server asks', () => {
    const pace = { interval: 5, faults: 0 };
    expect(paceAfter(pace, { kind: 'fault', retryAfter: 30 }, () => 0).wait).toBe(30);
  });
});

import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { leaveWhenUnused } from './leave-when-unused.ts';

const leave = jest.fn();
beforeEach(() => {
  leave.mockReset();
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('ends without a lease in the first 15 seconds', () => {
  leaveWhenUnused(leave);
  jest.advanceTimersByTime(14_999);
  expect(leave).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(leave).toHaveBeenCalledTimes(1);
});

test('stays while a lease is open, and for a second after, in which a new lease keeps it', () => {
  const leases = leaveWhenUnused(leave);
  leases(1);
  jest.advanceTimersByTime(3_600_000);
  leases(0);
  jest.advanceTimersByTime(999);
  leases(1);
  jest.advanceTimersByTime(3_600_000);
  expect(leave).not.toHaveBeenCalled();
  leases(0);
  jest.advanceTimersByTime(1000);
  expect(leave).toHaveBeenCalledTimes(1);
});

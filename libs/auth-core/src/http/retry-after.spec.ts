import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1, 12);
const of = (value?: string) =>
  retryAfter(
    { status: 429, headers: value === undefined ? {} : { 'retry-after': value }, text: '' },
    now,
  );

describe('RFC 9110 10.2.3: Retry-After', () => {
  test.each([
    ['120', 120_000],
    [' 1 ', 1_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['', undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['+5', undefined],
    ['1.5', 1_500],
    ['1.5.2026', undefined],
    ['2026-01-01T12:00:30Z', 30_000],
    [undefined, undefined],
  ])('%j is %j ms', (value, ms) => {
    expect(of(value)).toBe(ms);
  });

  test.each([
    ['Thu, 01 Jan 2026 20:59:30 GMT', 30_000],
    ['no date', 32_400_000],
  ])(
    "a date counts from the server's own, under a clock that is nine hours behind (%#)",
    (date, ms) => {
      const headers = { 'retry-after': 'Thu, 01 Jan 2026 21:00:00 GMT', date };
      expect(retryAfter({ status: 429, headers, text: '' }, now)).toBe(ms);
    },
  );

  test('any text is a length of time or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String)),
        (value) => {
          const ms = of(value) ?? 0;
          expect(Number.isFinite(ms) && ms >= 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

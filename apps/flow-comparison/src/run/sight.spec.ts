import { expect, test } from '@jest/globals';
import { topsFor } from './sight.ts';

const step = 34;
const box = (place: number, { end = place, top = 0, rows = 5 } = {}) => ({
  ...{ place, end, top },
  height: rows * step,
});
/** Rows that are seen whole, from the first to the last. */
const seen = (top: number, rows = 5) => [Math.ceil(top / step), Math.floor(top / step) + rows - 1];

test('lanes stand together where all that is to be seen fits, and do not move for less', () => {
  expect(topsFor([box(1), box(3)], step)).toEqual([0, 0]);
  const [one, other] = topsFor([box(10), box(12)], step);
  expect(one).toBe(other);
  expect(seen(one!)[0]).toBeLessThanOrEqual(10);
  expect(seen(one!)[1]).toBeGreaterThanOrEqual(12);
});

test('a lane that waits is in sight, however far another one is', () => {
  const ended = box(25);
  const waiting = box(5, { top: 700 });
  const [first, second] = topsFor([ended, waiting], step);
  expect(seen(first!)[1]).toBeGreaterThanOrEqual(25);
  expect(seen(second!)[0]).toBeLessThanOrEqual(5);
  expect(seen(second!)[1]).toBeGreaterThanOrEqual(5);
});

test('no row is cut at the top', () => {
  const [top] = topsFor([box(10, { rows: 5.4 })], step);
  expect(top! / step).toBe(6);
});

test('what came before is in sight, too, where there is room for it', () => {
  const wide = { ...box(12, { top: 900 }), from: [2, 9] };
  const [roomy] = topsFor([wide], step);
  expect([seen(roomy!)[0]! <= 9, seen(roomy!)[1]! >= 12]).toEqual([true, true]);
  const [narrow] = topsFor([{ ...wide, height: 3 * step }], step);
  expect(seen(narrow!, 3)[1]).toBeGreaterThanOrEqual(12);
});

test('of a refusal and its end both are seen, or else the refusal', () => {
  const [both] = topsFor([box(10, { end: 12, top: 900 })], step);
  expect([seen(both!)[0]! <= 10, seen(both!)[1]! >= 12]).toEqual([true, true]);
  const [refusal] = topsFor([box(10, { end: 25 })], step);
  expect([seen(refusal!)[0]! <= 10, seen(refusal!)[1]! >= 10]).toEqual([true, true]);
});

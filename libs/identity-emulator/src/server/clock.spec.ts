import { expect, test } from '@jest/globals';
import { heapUsed } from '../testing/heap-used.ts';
import { movableClock } from './clock.ts';

test('takes back the moves of one label, or all of them', () => {
  const clock = movableClock({ now: () => 0 });
  clock.advance(1, 'late');
  clock.advance(2);
  clock.advance(4, 'late');
  expect([clock.takeBack('other'), clock.now()]).toEqual([false, 7000]);
  expect([clock.takeBack('late'), clock.now()]).toEqual([true, 2000]);
  clock.advance(8, 'late');
  expect([clock.takeBack(), clock.now()]).toEqual([true, 0]);
});

test('keeps nothing of each move', () => {
  const clock = movableClock({ now: () => 0 });
  const before = heapUsed();
  for (let moves = 0; moves < 200_000; moves += 1) clock.advance(0.25);
  expect(heapUsed() - before).toBeLessThan(1_000_000); // of 8
  expect(clock.now()).toBe(50_000_000);
});

import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { raceWithSignal, whenAborted } from './race-with-signal.ts';

test('a hundred that wait for one signal put one listener on it, and are all told', () => {
  const stop = new AbortController();
  let told = 0;
  const act = () => (told += 1);
  const releases = Array.from({ length: 100 }, () => whenAborted(stop.signal, act));
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
  releases[0]?.();
  releases[0]?.();
  stop.abort();
  expect(told).toBe(99);
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
});

test('a signal that is aborted already ends a wait at once', async () => {
  const reason = new Error('enough');
  const signal = AbortSignal.abort(reason);
  const never = new Promise<never>(() => undefined);
  await expect(raceWithSignal(never, signal)).rejects.toBe(reason);
  let told = 0;
  whenAborted(signal, () => (told += 1))();
  expect([told, getEventListeners(signal, 'abort')]).toEqual([1, []]);
});

test('nothing is left on a signal that no call waits for any more', () => {
  const { signal } = new AbortController();
  const first = whenAborted(signal, () => undefined);
  const second = whenAborted(signal, () => undefined);
  first();
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  second();
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  whenAborted(signal, () => undefined);
  first();
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
});

test('a wait ends with its signal, with its work, or never without a signal', async () => {
  const stop = new AbortController();
  const never = new Promise<never>(() => undefined);
  const wait = raceWithSignal(never, stop.signal);
  const reason = new Error('enough');
  stop.abort(reason);
  await expect(wait).rejects.toBe(reason);
  const { signal } = new AbortController();
  await expect(raceWithSignal(Promise.resolve('done'), signal)).resolves.toBe('done');
  await expect(raceWithSignal(Promise.resolve('done'), undefined)).resolves.toBe('done');
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

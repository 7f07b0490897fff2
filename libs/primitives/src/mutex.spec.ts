import { setImmediate as nextTick } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { mutex } from './mutex.ts';

const tooLate = (timeout: number) => new Error(`not within ${timeout} ms`);
const patient = { timeout: 60_000 };

test('callers are let through one at a time, in the order in which they came', async () => {
  const turns = mutex(tooLate);
  const events: string[] = [];
  const use = async (name: string) => {
    const end = await turns.take(patient);
    events.push(`${name} in`);
    await nextTick();
    events.push(`${name} out`);
    end();
  };
  await Promise.all([use('a'), use('b'), use('c')]);
  expect(events).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});

test('a caller that gives up does not let those behind it pass those before', async () => {
  const turns = mutex(tooLate);
  const end = await turns.take(patient);
  const late = turns.take({ timeout: 1 });
  let isIn = false;
  const behind = turns.take(patient).then(() => (isIn = true));
  await expect(late).rejects.toThrow('not within 1 ms');
  await nextTick();
  expect(isIn).toBe(false);
  end();
  await behind;
});

test('a signal ends a wait with its reason, also before it begins', async () => {
  const turns = mutex(tooLate);
  await turns.take(patient);
  const stop = new AbortController();
  const waiting = turns.take({ ...patient, signal: stop.signal });
  const reason = new Error('enough');
  stop.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(turns.take({ ...patient, signal: stop.signal })).rejects.toBe(reason);
});

test('drain waits until no caller is left', async () => {
  const turns = mutex(tooLate);
  const end = await turns.take(patient);
  const next = turns.take(patient);
  let isOver = false;
  const drained = turns.drain().then(() => (isOver = true));
  end();
  const endNext = await next;
  expect(isOver).toBe(false);
  endNext();
  await drained;
});

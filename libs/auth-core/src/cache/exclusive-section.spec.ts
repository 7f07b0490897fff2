import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, jest, test } from '@jest/globals';

let storages = 0;
jest.unstable_mockModule('node:async_hooks', () => ({
  AsyncLocalStorage: class<T> extends AsyncLocalStorage<T> {
    constructor() {
      super();
      storages += 1;
    }
  },
}));
const { exclusiveSection } = await import('./exclusive-section.ts');

const turn = { timeout: 1000 };

/** A section, and how often its lock was taken. */
function section() {
  let taken = 0;
  const lock = { release: async () => undefined, assertHeld: async () => undefined };
  const { run } = exclusiveSection(async () => {
    taken += 1;
    return lock as never;
  });
  return { run, taken: () => taken };
}

test('work inside two sections finds both locks held', async () => {
  const [one, two] = [section(), section()];
  const inner = () => one.run(async () => 'again', turn);
  expect(await one.run(() => two.run(inner, turn), turn)).toBe('again');
  expect([one.taken(), two.taken()]).toEqual([1, 1]);
  await one.run(async () => undefined, turn);
  expect(one.taken()).toBe(2);
});

test('the lock is kept until work that was started inside, and not awaited, has ended', async () => {
  const events: string[] = [];
  const lock = { release: async () => void events.push('released') };
  const { enter, run } = exclusiveSection(async () => lock as never);
  await run(async () => {
    const { leave } = await enter(turn);
    setImmediate(() => {
      events.push('ended');
      void leave();
    });
  }, turn);
  expect(events).toEqual(['ended', 'released']);
});

test('a thousand sections leave one storage behind, as Node.js keeps each one', async () => {
  for (let count = 0; count < 1000; count += 1) await section().run(async () => undefined, turn);
  expect(storages).toBe(1);
});

// @long writers that are killed, at each step and at random; processes.spec.ts shows ten that are not
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { WriteStep } from '@entra-flows/primitives/write-atomically';
import { cachePlaces, signedInUsers } from './testing/cache-place.ts';
import { cacheProcesses } from './testing/fork-cache-process.ts';

const place = cachePlaces();
const start = cacheProcesses();

const steps: WriteStep[] = [
  'locked',
  'opened',
  'half-written',
  'written',
  'synced',
  'renamed',
  'folder-synced',
];

describe('several processes', () => {
  test.each(steps)(
    'lose no saved account when one is killed at the step "%s"',
    async (step) => {
      const { file, key } = await place();
      const names = ['ada', 'ben', 'eve'];

      const killed = start({ do: 'sign-in', file, key, names, killAt: { name: 'eve', step } });
      const { signal } = await killed.ended;
      // Far less than the ten seconds that a lock without a look at its holder would take.
      const next = start({ do: 'sign-in', file, key, names: ['zoe'], within: 6_000 });
      await next.ended;

      expect(signal).toBe('SIGKILL');
      expect(killed.done).toEqual(['ada', 'ben']);
      expect(next.done).toEqual(['zoe']);
      expect(await signedInUsers(file, key)).toEqual(expect.arrayContaining(['ada', 'ben', 'zoe']));
      expect(await readdir(join(file, '..'))).toEqual(['tokens']);
    },
    30_000,
  );

  test('lose no saved account when one after the other is killed at a random moment', async () => {
    const random = seeded(20_261_121);
    let [{ file, key }, saved, total] = [await place(), [] as string[], 0];

    for (let round = 0; round < 20; round++) {
      // MSAL's time to list accounts grows with their square.
      if (round % 5 === 0) [{ file, key }, saved] = [await place(), []];
      const names = Array.from({ length: 200 }, (_, i) => `r${round}n${i}`);
      const writer = start({ do: 'sign-in', file, key, names });
      await writer.started;
      const timer = setTimeout(() => writer.child.kill('SIGKILL'), random() * 30);
      await writer.ended;
      clearTimeout(timer);
      saved.push(...writer.done);
      total += writer.done.length;
      expect(await signedInUsers(file, key)).toEqual(expect.arrayContaining(saved));
    }
    // Each writer saved one at least before its end.
    expect(total).toBeGreaterThanOrEqual(20);
  }, 120_000);
});

/** The same numbers in each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

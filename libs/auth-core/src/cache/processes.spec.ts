import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cachePlaces, signedInUsers } from './testing/cache-place.ts';
import { cacheProcesses } from './testing/fork-cache-process.ts';
import type { WriteStep } from '@entra-flows/primitives/write-atomically';

const place = cachePlaces();
const start = cacheProcesses();

describe('several processes', () => {
  test('keep the accounts of all when ten sign in at the same time', async () => {
    const { file, key } = await place();
    const names = Array.from({ length: 10 }, (_, i) => `user${i}`);

    const processes = names.map((name) =>
      start({ do: 'sign-in', file, key, names: [name, `${name}b`] }),
    );
    const ends = await Promise.all(processes.map(({ ended }) => ended));

    expect(ends).toEqual(names.map(() => ({ code: 0, signal: null })));
    expect(await signedInUsers(file, key)).toEqual(names.flatMap((name) => [name, `${name}b`]));
  }, 60_000);

  const steps: WriteStep[] = [
    'locked',
    'opened',
    'half-written',
    'written',
    'synced',
    'renamed',
    'folder-synced',
  ];
  test.each(steps)(
    'lose no saved account when one is killed at the step "%s"',
    async (step) => {
      const { file, key } = await place();
      const names = ['ada', 'ben', 'eve'];

      const killed = start({ do: 'sign-in', file, key, names, killAt: { name: 'eve', step } });
      const { signal } = await killed.ended;
      const next = start({ do: 'sign-in', file, key, names: ['zoe'] });
      const began = performance.now();
      await next.ended;

      expect(signal).toBe('SIGKILL');
      expect(killed.done).toEqual(['ada', 'ben']);
      // Far less than the ten seconds that a lock without a look at its holder would take.
      expect(performance.now() - began).toBeLessThan(6_000);
      expect(await signedInUsers(file, key)).toEqual(expect.arrayContaining(['ada', 'ben', 'zoe']));
      expect(await readdir(join(file, '..'))).toEqual(['tokens']);
    },
    30_000,
  );
});

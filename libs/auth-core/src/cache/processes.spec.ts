import { describe, expect, test } from '@jest/globals';
import { cachePlaces, signedInUsers } from './testing/cache-place.ts';
import { cacheProcesses } from './testing/fork-cache-process.ts';

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
});

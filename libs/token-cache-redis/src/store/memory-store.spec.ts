import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { memoryStore } from './memory-store.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('frees what has run out, although it is never read again', async () => {
  let now = 0;
  const store = memoryStore(() => now);
  const used = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  for (let at = 0; at < 20_000; at += 1) {
    now += 1;
    await store.put(`key ${at}`, Buffer.alloc(1000, 'x').toString(), 100);
  }
  expect(used() - before).toBeLessThan(5_000_000); // of 20
  expect(await store.read('key 19999')).toBeDefined();
});

import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileCachePlugin } from '@entra-flows/auth-core';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';

const TIMES = 50;

export const lock: Figure = {
  id: 'P6',
  title: 'lock and unlock',
  what: 'lock and unlock with recovery from a dead holder, against a bare O_EXCL file',
  target: 'stated',
  async measure({ rounds, folder }) {
    const plugin = fileCachePlugin({ file: join(folder, 'locked'), protection: 'plaintext' });
    const path = join(folder, 'bare.lock');
    const { ours, bare } = await interleave(rounds, {
      ours: () => perTime(() => plugin.runExclusive(async () => undefined)),
      bare: () =>
        perTime(async () => {
          await (await open(path, 'wx')).close();
          await unlink(path);
        }),
    });
    return {
      figure: ratio(ours, bare).toFixed(1),
      note: `${median(ours).toFixed(0)} µs against ${median(bare).toFixed(0)} µs; why: decisions/0003`,
    };
  },
};

/** Wall time in µs. */
async function perTime(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < TIMES; index += 1) await work();
  return ((performance.now() - start) * 1000) / TIMES;
}

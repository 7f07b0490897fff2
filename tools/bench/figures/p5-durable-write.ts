import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { signedIn } from '../signed-in.ts';

const WRITES = 10;

export const durableWrite: Figure = {
  id: 'P5',
  what: 'durable write of a 5 KB cache against plain writeFile and fsync',
  target: '≤ 2',
  async measure({ rounds, folder }) {
    await using place = await signedIn(folder);
    const plugin = place.newPlugin();
    const client = place.newClient();
    await client.getAllAccounts();
    const cache = client.getTokenCache();
    const text = cache.serialize();
    const changed = () =>
      text.replace(/"secret":"[^"]{20}/, `"secret":"${randomUUID().slice(0, 20)}`);
    const { ours, plain } = await interleave(rounds, {
      // The lock is P6.
      ours: () =>
        plugin.runExclusive(() =>
          perWrite(async () => {
            cache.deserialize(changed());
            await plugin.save(cache);
          }),
        ),
      plain: () => perWrite(() => writeAndSync(join(folder, 'plain'), changed())),
    });
    const value = ratio(ours, plain);
    return {
      figure: value.toFixed(2),
      met: value <= 2,
      note: `${median(ours).toFixed(2)} ms against ${median(plain).toFixed(2)} ms for ${(text.length / 1024).toFixed(1)} KB; ours with merging, encryption, fsync of file and folder, rename; the lock is held`,
    };
  },
};

async function writeAndSync(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Wall time in ms: a write waits for the disk. */
async function perWrite(write: () => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < WRITES; index += 1) await write();
  return (performance.now() - start) / WRITES;
}

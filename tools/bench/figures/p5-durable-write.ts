import { randomUUID } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { signedIn } from '../signed-in.ts';

const WRITES = 4;
/** A cache is written now and then. Right after a write it is also read again, since it may have changed in the same tick. */
const PAUSE_MS = 110;

export const durableWrite: Figure = {
  id: 'P5',
  title: 'durable write',
  what: 'durable write of a 5 KB cache (encrypt, temporary file, fsync, rename, fsync of the folder) against plain writeFile and fsync',
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
    // Beside the tokens, without MSAL: the whole file is written.
    const beside = () => plugin.discovery.set('https://bench.example/', { id: randomUUID() });
    const merged = () => {
      cache.deserialize(changed());
      return plugin.save(cache);
    };
    const plain = () => writeAndSync(join(folder, 'plain'), changed());
    // The same steps and nothing else: what is left of the ratio is the disk's.
    const bare = async () => {
      await writeAndSync(join(folder, 'bare.tmp'), changed());
      await rename(join(folder, 'bare.tmp'), join(folder, 'bare'));
      await syncFolder(folder);
    };
    // The lock is P6.
    const locked = (write: () => Promise<void>, pause: number) => () =>
      plugin.runExclusive(() => perWrite(write, pause));
    const samples = await interleave(rounds, {
      steps: locked(beside, PAUSE_MS),
      msal: locked(merged, PAUSE_MS),
      plain: () => perWrite(plain, PAUSE_MS),
      bare: () => perWrite(bare, PAUSE_MS),
      stepsAtOnce: locked(beside, 0),
      msalAtOnce: locked(merged, 0),
      plainAtOnce: () => perWrite(plain, 0),
      bareAtOnce: () => perWrite(bare, 0),
    });
    const value = ratio(samples.steps, samples.plain);
    const ms = (side: keyof typeof samples) => median(samples[side]).toFixed(2);
    const { plain: base, plainAtOnce: baseAtOnce } = samples;
    const times = (side: keyof typeof samples) =>
      ratio(samples[side], side.endsWith('AtOnce') ? baseAtOnce : base).toFixed(2);
    return {
      figure: value.toFixed(2),
      met: value <= 2,
      note:
        `${ms('steps')} ms against ${ms('plain')} ms for ${(text.length / 1024).toFixed(1)} KB, one write every ${PAUSE_MS} ms; ` +
        `with MSAL's merging ${times('msal')}; the steps bare, without any of our code, ${times('bare')}. ` +
        `Without a pause, against ${ms('plainAtOnce')} ms: ${times('stepsAtOnce')}, ${times('msalAtOnce')} and ${times('bareAtOnce')}. The lock is held`,
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

async function syncFolder(path: string): Promise<void> {
  // Windows has no such call.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Wall time in ms: a write waits for the disk. */
async function perWrite(write: () => Promise<void>, pause: number): Promise<number> {
  let took = 0;
  for (let index = 0; index < WRITES; index += 1) {
    if (pause) await delay(pause);
    const start = performance.now();
    await write();
    took += performance.now() - start;
  }
  return took / WRITES;
}

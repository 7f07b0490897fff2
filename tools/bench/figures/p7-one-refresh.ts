import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { bundleProgram } from '../bundle-program.ts';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { ownProcess } from '../own-processes.ts';
import { plainCaches } from '../plain-caches.ts';
import { signedIn } from '../signed-in.ts';

const PROCESSES = 64;

export const oneRefresh: Figure = {
  id: 'P7',
  title: '64 processes, one expired token',
  what: '64 processes find the same expired token; wall against as many that find a good one',
  target: '1 refresh, 0 errors',
  async measure({ rounds, folder }) {
    const program = await bundleProgram('warm-token', folder);
    // A round starts 128 processes.
    const few = Math.min(rounds, 5);
    let worst = 0;
    const errors: string[] = [];
    const { expired, good } = await interleave(few, {
      expired: () => timed(60),
      good: () => timed(3600),
    });
    /** One round with a cache of its own; ms from the first start to the last end. */
    async function timed(expiresIn: number): Promise<number> {
      await using place = await signedIn(folder, 1, expiresIn);
      const args = [program, '--cache', place.cacheFile];
      const start = performance.now();
      errors.push(...(await failuresOf(args, place.env)));
      const took = performance.now() - start;
      const exchanges = await place.emulator.control.exchanges();
      const refreshes = exchanges.filter(({ grantType }) => grantType === 'refresh_token').length;
      if (expiresIn < 300) worst = Math.max(worst, refreshes);
      return took;
    }
    const plain = await plainMsal(folder);
    return {
      theirs: { 'MSAL, plaintext': `${plain.refreshes} refreshes, ${plain.errors} errors` },
      limit: '1 refresh',
      figure: `${worst} refresh, ${errors.length} errors; ${ratio(expired, good).toFixed(2)}`,
      met: worst === 1 && errors.length === 0,
      note: `${median(expired).toFixed(0)} ms against ${median(good).toFixed(0)} ms, with the start of the processes; median of ${few}; MSAL with a plaintext file, one round: ${plain.took.toFixed(0)} ms${errors.length ? `; the first error: ${errors[0]}` : ''}`,
    };
  },
};

/** The same with MSAL Node as its own documents have it: who comes while another one asks asks, too. */
async function plainMsal(folder: string) {
  await using place = await signedIn(folder, 1, 60);
  const { msal, env } = await plainCaches(place);
  const start = performance.now();
  const errors = await failuresOf(msal, env);
  const took = performance.now() - start;
  const exchanges = await place.emulator.control.exchanges();
  return {
    took,
    refreshes: exchanges.filter(({ grantType }) => grantType === 'refresh_token').length,
    errors: errors.length,
  };
}

/** Why processes failed, after all of them have ended. */
async function failuresOf(args: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const ends = await Promise.allSettled(Array.from({ length: PROCESSES }, () => token(args, env)));
  return ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as Error).message] : []));
}

async function token(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = ownProcess(() =>
    spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (!/token from/.test(out)) throw new Error((err || out).replace(/\s+/g, ' ').slice(0, 600));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { bundleProgram } from '../bundle-program.ts';
import { emulatorProcess } from '../emulator-process.ts';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { ownProcess } from '../own-processes.ts';
import { plainCaches } from '../plain-caches.ts';
import { INTERVAL, signInAt } from '../signed-in.ts';

const PROCESSES = 64;

/** Loops for each core that is kept busy. */
const LOOPS = 4;

export const oneRefresh: Figure = {
  id: 'P7',
  title: '64 processes, one expired token',
  what: '64 processes find the same expired token, on a quiet machine and with every core busy; wall against as many that find a good one',
  target: '1 refresh, 0 errors',
  async measure({ rounds, folder }) {
    const program = await bundleProgram('warm-token', folder);
    // A round starts 192 processes.
    const few = Math.min(rounds, 3);
    const quiet: Seen = { refreshes: 0, errors: [] };
    const busy: Seen = { refreshes: 0, errors: [] };
    const { expired, good } = await interleave(few, {
      expired: () => timed(60, quiet),
      good: () => timed(3600, quiet),
    });
    const whileBusy: number[] = [];
    {
      using _ = busyCores();
      while (whileBusy.length < few) whileBusy.push(await timed(60, busy));
    }
    /** One round with a cache of its own; ms from the first start to the last end. */
    async function timed(expiresIn: number, seen: Seen): Promise<number> {
      await using place = await signedInElsewhere(folder, expiresIn);
      const args = [program, '--cache', place.cacheFile];
      const start = performance.now();
      seen.errors.push(...(await failuresOf(args, place.env)));
      const took = performance.now() - start;
      seen.refreshes = Math.max(seen.refreshes, await refreshesAt(place));
      return took;
    }
    const plain = await plainMsal(folder);
    const sides = [quiet, busy];
    const [firstError] = sides.flatMap(({ errors }) => errors);
    const told = sides.map(
      ({ refreshes, errors }) => `${refreshes} refresh, ${errors.length} errors`,
    );
    return {
      theirs: { 'MSAL, plaintext': `${plain.refreshes} refreshes, ${plain.errors} errors` },
      limit: '1 refresh',
      figure: `${told[0]}; ${ratio(expired, good).toFixed(2)}; busy ${told[1]}`,
      met: sides.every(({ refreshes, errors }) => refreshes === 1 && errors.length === 0),
      note: `${median(expired).toFixed(0)} ms against ${median(good).toFixed(0)} ms, with the start of the processes; beside ${LOOPS} busy loops a core ${median(whileBusy).toFixed(0)} ms; median of ${few}; MSAL with a plaintext file, one round: ${plain.took.toFixed(0)} ms${firstError === undefined ? '' : `; the first error: ${firstError}`}`,
    };
  },
};

/** What came of all rounds of a side. */
interface Seen {
  /** The most in one round. */
  refreshes: number;
  errors: string[];
}

/**
 * A user signed in at an emulator in a process of its own: it answers while this one is busy, which takes
 * seconds to start many others.
 */
const signedInElsewhere = async (folder: string, expiresIn: number) =>
  signInAt(await emulatorProcess(INTERVAL), folder, 1, expiresIn);

type Place = Awaited<ReturnType<typeof signedInElsewhere>>;

async function refreshesAt({ emulator }: Place): Promise<number> {
  const exchanges = await emulator.control.exchanges();
  return exchanges.filter(({ grantType }) => grantType === 'refresh_token').length;
}

/** Works in turns, so that it hears when the bench is gone. */
const LOOP = `
process.once('disconnect', () => process.exit());
const work = () => {
  const end = Date.now() + 50;
  while (Date.now() < end);
  setImmediate(work);
};
work();`;

/** Others that take every core, until they are disposed of. */
function busyCores(): Disposable {
  const loops = Array.from({ length: LOOPS * availableParallelism() }, () =>
    ownProcess(() =>
      spawn(process.execPath, ['-e', LOOP], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    ),
  );
  return {
    [Symbol.dispose]() {
      for (const loop of loops) loop.kill('SIGKILL');
    },
  };
}

/** The same with MSAL Node as its own documents have it: who comes while another one asks asks, too. */
async function plainMsal(folder: string) {
  await using place = await signedInElsewhere(folder, 60);
  const { msal, env } = await plainCaches(place);
  const start = performance.now();
  const errors = await failuresOf(msal, env);
  const took = performance.now() - start;
  return { took, refreshes: await refreshesAt(place), errors: errors.length };
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

import type { Worker } from 'node:worker_threads';
import type { Exchange } from '@entra-flows/identity-emulator';
import { type Emulators, emulatorPool, type LaneEmulator } from '../src/lanes/emulators.ts';
import { emulatorWorker } from '../src/places.ts';
import { programFor } from '../src/program-for.ts';

/** A pool whose emulators a test can look at: those that lanes took, in their order. */
export interface WatchedEmulators {
  pool: Emulators;
  taken: LaneEmulator[];
  /** What clients asked since the last scenario began, of each emulator that has played one; each is told once. */
  played(): Promise<Exchange[][]>;
  /** Ends the thread in which they run. */
  kill(): Promise<void>;
}

/** @param failing - no emulator comes up, and this is why */
export async function watchedEmulators(failing?: string): Promise<WatchedEmulators> {
  const taken: LaneEmulator[] = [];
  const playing = new Map<LaneEmulator, number>();
  let thread: Worker | undefined;
  let asked = 0;
  const pool = emulatorPool(await programFor(emulatorWorker), {
    usual: { deviceCode: { interval: 1 } },
    warm: 0,
    onThread: (started) => (thread = started),
    ...(failing && { failing }),
  });
  const take: Emulators['take'] = async (options) => {
    // In the order of the lanes, whichever comes up first.
    asked += 1;
    const at = asked - 1;
    const emulator = await pool.take(options);
    taken[at] = emulator;
    const { control } = emulator;
    const begins = async () => void playing.set(emulator, (await control.exchanges()).length);
    const play: typeof control.play = async (...scenario) => {
      await begins();
      return control.play(...scenario);
    };
    // A user who declines is a scenario, too.
    const user: typeof control.user = async (rule) => {
      if (rule.does === 'decline') await begins();
      return control.user(rule);
    };
    return { ...emulator, control: { ...control, play, user } };
  };
  const played = async () => {
    const all = [...playing];
    playing.clear();
    return Promise.all(
      all.map(async ([{ control }, before]) => (await control.exchanges()).slice(before)),
    );
  };
  const kill = async () => void (await thread?.terminate());
  return { pool: { ...pool, take }, taken, played, kill };
}

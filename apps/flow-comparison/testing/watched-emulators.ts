import { type Emulators, emulatorPool, type LaneEmulator } from '../src/lanes/emulators.ts';
import { emulatorWorker } from '../src/places.ts';
import { programFor } from '../src/program-for.ts';

/** A pool whose emulators a test can look at: those that lanes took, in their order. */
export interface WatchedEmulators {
  pool: Emulators;
  taken: LaneEmulator[];
}

/** @param failing - no emulator comes up, and this is why */
export async function watchedEmulators(failing?: string): Promise<WatchedEmulators> {
  const taken: LaneEmulator[] = [];
  const pool = emulatorPool(await programFor(emulatorWorker), {
    usual: { deviceCode: { interval: 1 } },
    warm: 0,
    ...(failing && { failing }),
  });
  const take: Emulators['take'] = async (options) => {
    const emulator = await pool.take(options);
    taken.push(emulator);
    return emulator;
  };
  return { pool: { ...pool, take }, taken };
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { oneInProcess } from '@entra-flows/primitives/one-in-process';
import { ownTexts } from '../errors/own-texts.ts';
import { unusable } from './file-fault.ts';
import type { HeldLock } from './cross-process-lock.ts';
import { type TurnOptions, type Mutex, mutex } from '@entra-flows/primitives/mutex';

/** The lock, held until `leave` is called. */
export interface Entered {
  readonly lock: HeldLock;
  leave(): Promise<void>;
}

export interface ExclusiveSection {
  /** Waits for the turn in this process, then for the lock among processes. */
  enter(options: TurnOptions): Promise<Entered>;
  /**
   * Runs `work` inside. Whatever `work` enters again finds the lock held already, and takes turns
   * only with what else happens inside.
   */
  run<T>(work: () => Promise<T>, options: TurnOptions): Promise<T>;
}

interface Inside {
  readonly lock: HeldLock;
  readonly turns: Mutex;
  open: boolean;
}

/**
 * Where the current work is inside. One storage for all sections: Node.js keeps every storage that
 * was ever used, and each promise of the process pays for each of them.
 */
const entered = oneInProcess(
  'entered/1',
  () => new AsyncLocalStorage<ReadonlyMap<Mutex, Inside>>(),
);

/** One at a time, in this process and among processes; re-entrant by async context. */
export function exclusiveSection(
  takeLock: (options: TurnOptions) => Promise<HeldLock>,
): ExclusiveSection {
  const turns = mutex(tooLong);

  async function enter(options: TurnOptions): Promise<Entered> {
    const outer = entered.getStore()?.get(turns);
    if (outer?.open) return enterAgain(outer, options);
    const endTurn = await turns.take(options);
    try {
      const lock = await takeLock(options);
      return { lock, leave: () => lock.release().finally(endTurn) };
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  async function run<T>(work: () => Promise<T>, options: TurnOptions): Promise<T> {
    const { lock, leave } = await enter(options);
    const inside: Inside = { lock, turns: mutex(tooLong), open: true };
    try {
      return await entered.run(new Map(entered.getStore()).set(turns, inside), work);
    } finally {
      inside.open = false;
      // Work that was started inside and not awaited still relies on the lock.
      await inside.turns.drain();
      await leave();
    }
  }

  return { enter, run };
}

async function enterAgain({ lock, turns }: Inside, options: TurnOptions): Promise<Entered> {
  const endTurn = await turns.take(options);
  return { lock, leave: async () => endTurn() };
}

function tooLong(timeout: number) {
  return unusable(ownTexts().usedByOwnCall(timeout / 1000));
}

import { raceWithSignal } from '../signal/race-with-signal.ts';
import { unusable } from './file-fault.ts';

export interface TurnOptions {
  /** ms to wait for those before. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

/** Lets callers of one process through one at a time, in the order in which they came. */
export interface TurnQueue {
  /** @returns a function that ends the turn */
  take(options: TurnOptions): Promise<() => void>;
  /** Waits, however long, until nobody is left. */
  drain(): Promise<void>;
}

export function turnQueue(): TurnQueue {
  let last: Promise<void> = Promise.resolve();
  return {
    async take(options) {
      const before = last;
      const turn = withResolvers();
      last = turn.promise;
      try {
        await soon(before, options);
      } catch (error) {
        // Those behind still wait for those before.
        void before.then(turn.resolve);
        throw error;
      }
      return turn.resolve;
    },
    drain: () => last,
  };
}

function withResolvers() {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

/** `turn`, unless the signal or the deadline comes first. */
async function soon(turn: Promise<void>, { timeout, signal }: TurnOptions): Promise<void> {
  signal?.throwIfAborted();
  let stop!: () => void;
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(tooLong(timeout)), timeout);
    stop = () => clearTimeout(timer);
  });
  await raceWithSignal(Promise.race([turn, ended]), signal).finally(stop);
}

function tooLong(timeout: number) {
  return unusable(
    `The token cache is in use by another call of this process, which did not finish within ` +
      `${timeout / 1000} s. Wait for it, then try again.`,
  );
}

import { withTimeout } from './race-with-signal.ts';

export interface TurnOptions {
  /** ms to wait for those before. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

/** Lets callers of one process through one at a time, in the order in which they came. */
export interface Mutex {
  /** @returns a function that ends the turn */
  take(options: TurnOptions): Promise<() => void>;
  /** Waits, however long, until no caller is left. */
  drain(): Promise<void>;
}

/** @param tooLate - the error for a wait that took that many ms */
export function mutex(tooLate: (timeout: number) => Error): Mutex {
  let last: Promise<void> = Promise.resolve();
  return {
    async take(options) {
      const before = last;
      const turn = withResolvers();
      last = turn.promise;
      try {
        await soon(before, options, tooLate);
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
async function soon(
  turn: Promise<void>,
  { timeout, signal }: TurnOptions,
  tooLate: (timeout: number) => Error,
): Promise<void> {
  signal?.throwIfAborted();
  await withTimeout(turn, timeout, () => tooLate(timeout), signal);
}

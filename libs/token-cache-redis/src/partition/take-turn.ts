import { oneInProcess } from '../one-in-process.ts';

/** The last one in each queue of this process. */
const queues = oneInProcess('queues/1', () => new WeakMap<object, Map<string, Promise<void>>>());

/**
 * Waits for the callers of this process that came before.
 *
 * @param space keys of different spaces have nothing to do with each other
 * @returns a function that ends the turn
 * @throws the signal's reason
 */
export async function takeTurn(
  space: object,
  key: string,
  signal: AbortSignal,
): Promise<() => void> {
  const queue = queues.get(space) ?? new Map<string, Promise<void>>();
  queues.set(space, queue);
  const before = queue.get(key) ?? Promise.resolve();
  let end!: () => void;
  const own = new Promise<void>((resolve) => (end = resolve));
  // Those behind wait for those before, also when this one gives up.
  const mine = before.then(() => own);
  queue.set(key, mine);
  void mine.then(() => {
    if (queue.get(key) === mine) queue.delete(key);
  });
  try {
    await orAborted(before, signal);
    return end;
  } catch (error) {
    end();
    throw error;
  }
}

async function orAborted(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let stop!: () => void;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([turn, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

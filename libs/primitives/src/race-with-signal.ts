/**
 * Waits for work, which may go on by itself, no longer than the signal lets it.
 *
 * @throws the signal's reason, when it is aborted meanwhile
 */
export async function raceWithSignal<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work;
  let release = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    release = whenAborted(signal, () => reject(signal.reason as Error));
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    release();
  }
}

/** Longer than this (ms) a timer of Node would fire at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * Waits for work, which may go on by itself, no longer than `ms`, and than the signal lets it.
 *
 * @param late - the error for work that took too long
 * @throws what `late` makes, and the signal's reason
 */
export async function withTimeout<T>(
  work: Promise<T>,
  ms: number,
  late: () => Error,
  signal?: AbortSignal,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), Math.min(ms, LONGEST));
  });
  try {
    return await raceWithSignal(Promise.race([work, ended]), signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What is used of a signal; SDKs bring some of their own making. */
interface Abortable {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface Waiting {
  acts: Set<{ act: () => void }>;
  stop: () => void;
}

const waitingFor = new WeakMap<Abortable, Waiting>();

/**
 * Calls `act` once when the signal is aborted, at once where it is already. All callers with one signal
 * share one listener on it: Node warns of a leak from eleven listeners on, and a program may well make a
 * hundred calls with one signal.
 *
 * @returns stops waiting
 */
export function whenAborted(signal: Abortable | undefined, act: () => void): () => void {
  if (!signal) return () => undefined;
  if (signal.aborted) {
    // Its event is over: a listener would wait for ever.
    act();
    return () => undefined;
  }
  const waiting = waitingFor.get(signal) ?? listen(signal);
  const entry = { act };
  waiting.acts.add(entry);
  return () => {
    if (waiting.acts.delete(entry) && waiting.acts.size === 0) waiting.stop();
  };
}

function listen(signal: Abortable): Waiting {
  const acts = new Set<{ act: () => void }>();
  const stop = () => {
    waitingFor.delete(signal);
    signal.removeEventListener('abort', abort);
  };
  const abort = () => {
    stop();
    for (const { act } of acts) act();
    acts.clear();
  };
  signal.addEventListener('abort', abort);
  const waiting = { acts, stop };
  waitingFor.set(signal, waiting);
  return waiting;
}

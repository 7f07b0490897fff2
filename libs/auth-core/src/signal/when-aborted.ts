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
 * Calls `act` once when the signal is aborted, at once where it is already. All that wait for one signal share one listener on it: a
 * program with one signal for everything may make a hundred calls at once, which is no leak, and
 * Node warns of one from eleven listeners on.
 *
 * @returns stops waiting
 */
export function whenAborted(signal: Abortable | undefined, act: () => void): () => void {
  if (!signal) return () => undefined;
  if (signal.aborted) {
    // Its event is over: whatever waited for it would wait for ever.
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

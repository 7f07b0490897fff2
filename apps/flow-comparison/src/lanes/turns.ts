/** What a lane does, one after the other. */
export interface Turns {
  /** Whether a run goes on, or waits for its turn. */
  isRunning(): boolean;
  /** Has what goes on end. */
  abort(): void;
  /** The same; resolves when it is over. */
  stop(): Promise<void>;
  /** Ends what goes on, then runs: not at all where it is to end before that. */
  run(work: (stop: AbortSignal) => Promise<void>): Promise<void>;
  /** Ends what goes on, then does what nothing ends. */
  act(work: () => Promise<unknown>): Promise<void>;
}

/** @param fail - gets what a run, or an act, throws */
export function takeTurns(fail: (error: unknown) => void): Turns {
  let current: { stop: AbortController; over: Promise<void>; isRun: boolean } | undefined;
  const stop = async (): Promise<void> => {
    current?.stop.abort();
    await current?.over;
  };
  const inTurn = async (isRun: boolean, work: (stop: AbortSignal) => Promise<unknown>) => {
    const before = stop();
    const mine = { stop: new AbortController(), over: before, isRun };
    const { signal } = mine.stop;
    mine.over = before
      .then(() => (isRun && signal.aborted ? undefined : work(signal)))
      .then(() => {}, fail);
    current = mine;
    await mine.over;
    if (current === mine) current = undefined;
  };
  return {
    isRunning: () => current?.isRun === true,
    abort: () => current?.stop.abort(),
    stop,
    run: (work) => inTurn(true, work),
    act: (work) => inTurn(false, work),
  };
}

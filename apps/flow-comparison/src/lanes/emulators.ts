import { Worker } from 'node:worker_threads';
import type { EmulatorControl, EmulatorOptions } from '@entra-flows/identity-emulator';
import { connectToControl, type IdentityEmulator } from '@entra-flows/identity-emulator';

/** What an emulator in the other thread tells of itself. */
export type EmulatorFacts = Pick<
  IdentityEmulator,
  | ('authority' | 'clientId' | 'ca' | 'graph' | 'arm' | 'pages' | 'users')
  | ('controlUrl' | 'controlSecret')
>;

/** Options that can be sent to the other thread. */
export type LaneEmulatorOptions = Omit<EmulatorOptions, 'log' | 'onLeases' | 'clock' | 'dataDir'>;

/** To the thread. */
export type EmulatorCall =
  | { id: number; does: 'start'; options: LaneEmulatorOptions }
  | { id: number; does: 'end' };

/** From the thread, once for each call. */
export type EmulatorAnswer = { id: number; failed?: string; emulator?: EmulatorFacts };

/** The emulator of one lane. */
export interface LaneEmulator extends EmulatorFacts {
  control: EmulatorControl;
  /** Whether its thread runs: its trace tells a moment later that it is gone. */
  isAlive(): boolean;
  /** Ends it; safe to call twice. */
  close(): Promise<void>;
}

/** Where lanes get their emulators. */
export interface Emulators {
  /**
   * An emulator that nobody used yet: one that is kept warm, if the options are the usual ones.
   *
   * @throws {Error} with a message for users, when none comes up
   */
  take(options?: LaneEmulatorOptions): Promise<LaneEmulator>;
  close(): Promise<void>;
}

/** Emulators that wait for their lane. */
const keptWarm = 2;

/** ms until an emulator that does not come up is given up. */
const longestStart = 20_000;

/**
 * Emulators in memory, in one thread beside this one. The thread is started again when it ends by itself.
 *
 * @param program - how Node runs the worker: its file, behind the flags that it needs
 * @param options.usual - options of the emulators that are kept warm
 * @param options.warm - how many; 2 when absent
 * @param options.failing - for tests: no emulator comes up, and this is why
 * @param options.onThread - for tests: gets each thread
 */
export function emulatorPool(
  program: readonly string[],
  {
    usual = {},
    warm = keptWarm,
    failing,
    onThread,
  }: {
    usual?: LaneEmulatorOptions;
    warm?: number;
    failing?: string;
    onThread?: (thread: Worker) => void;
  } = {},
): Emulators {
  let worker: Worker | undefined;
  let closed = false;
  let last = 0;
  const waiting = new Map<number, (answer: EmulatorAnswer) => void>();

  const thread = (): Worker => {
    if (worker) return worker;
    const made = new Worker(program.at(-1) ?? '', {
      execArgv: program.slice(0, -1),
      workerData: { failing },
    });
    worker = made;
    onThread?.(made);
    made.on('message', (answer: EmulatorAnswer) => waiting.get(answer.id)?.(answer));
    const lost = (why: string) => {
      if (worker === made) worker = undefined;
      for (const [id, settle] of waiting) settle({ id, failed: why });
      ready = [];
    };
    made.on('error', (error) => lost(`The emulators' thread ended: ${error.message}`));
    made.on('exit', () => lost("The emulators' thread ended."));
    return made;
  };

  const call = async (request: EmulatorCall): Promise<EmulatorFacts | undefined> => {
    const { id } = request;
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<EmulatorAnswer>((settle) => {
      waiting.set(id, settle);
      const late = `The identity emulator did not answer in ${longestStart / 1000} s.`;
      timer = setTimeout(() => settle({ id, failed: late }), longestStart);
      thread().postMessage(request);
    });
    clearTimeout(timer);
    waiting.delete(id);
    if (answer.failed !== undefined) throw new Error(answer.failed);
    return answer.emulator;
  };

  const start = async (options: LaneEmulatorOptions): Promise<LaneEmulator> => {
    last += 1;
    const id = last;
    const facts = await call({ id, does: 'start', options });
    if (!facts) throw new Error('The identity emulator did not say where it is.');
    const { controlUrl: url, controlSecret: secret } = facts;
    const mine = worker;
    const isAlive = () => mine !== undefined && worker === mine && !closed;
    let ending: Promise<void> | undefined;
    const close = () =>
      (ending ??= isAlive() ? call({ id, does: 'end' }).then(() => {}) : Promise.resolve());
    return { ...facts, control: connectToControl({ url, secret }), isAlive, close };
  };

  let ready: Promise<LaneEmulator>[] = [];
  const keepWarm = () => {
    while (!closed && ready.length < warm) {
      const next = start(usual);
      next.catch(() => (ready = ready.filter((other) => other !== next)));
      ready.push(next);
    }
  };
  keepWarm();
  return {
    async take(options) {
      const first = options ? undefined : ready.shift();
      // Not in the way of the lane that waits for its start.
      if (!options) setTimeout(keepWarm, 1000).unref();
      return first ? first.catch(() => start(usual)) : start({ ...usual, ...options });
    },
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}

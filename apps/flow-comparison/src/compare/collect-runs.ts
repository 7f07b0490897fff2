import { emulatorPool, type LaneEmulatorOptions } from '../lanes/emulators.ts';
import { laneFlow } from '../lanes/flows.ts';
import type { LaneMessage, StageMessage } from '../messages.ts';
import { programFor } from '../program-for.ts';
import { emulatorWorker } from '../places.ts';
import { createStage } from '../stage.ts';

/** What one lane told in one run, as a page would have seen it. */
export interface CollectedRun {
  flow: string;
  sample: string;
  scenario?: string;
  policies?: string[];
  advanceSeconds?: number;
  run: 1 | 2;
  messages: StageMessage[];
  /** The last thing that the lane said of itself. */
  end: LaneMessage;
}

/** What is run. */
export interface Collection {
  flows: readonly string[];
  scenario?: string | undefined;
  /** Policies that are on. */
  policies?: readonly string[] | undefined;
  /** Seconds by which the clock goes ahead once a code is shown. */
  advanceSeconds?: number | undefined;
  /** Default: the first, and the second of flows whose first got a token. */
  runs?: readonly (1 | 2)[];
  language?: 'en' | 'ko';
  /** Of the emulators. */
  usual?: LaneEmulatorOptions;
  longest?: number;
  /** Aborted: everything is ended. */
  signal?: AbortSignal | undefined;
}

/** Lanes at the same time; on a small machine more would only wait for each other. */
const atOnce = 3;

/** Runs flows on a stage without a page, and collects what the page would have seen; without those that `signal` ended. */
export async function collectRuns({
  flows,
  scenario,
  policies = [],
  advanceSeconds,
  runs = [1, 2],
  language = 'en',
  usual,
  longest,
  signal,
}: Collection): Promise<CollectedRun[]> {
  flows.forEach((flow) => laneFlow(flow)); // said before anything is started
  let messages: StageMessage[] = [];
  const pool = emulatorPool(await programFor(emulatorWorker), {
    warm: 1,
    ...(usual && { usual }),
  });
  const stage = createStage(pool, (message) => messages.push(message), {
    language,
    ...(longest !== undefined && { longest }),
  });
  const onAbort = () => void stage.close();
  signal?.addEventListener('abort', onAbort);
  const collected: CollectedRun[] = [];
  try {
    for (let first = 0; first < flows.length && !signal?.aborted; first += atOnce) {
      const some = flows.slice(first, first + atOnce);
      await stage.setLanes(some.map((flow) => ({ flow, user: 'scripted' })));
      await stage.ready();
      if (policies.length > 0) await stage.setPolicies(policies.map((id) => ({ id, on: true })));
      for (const run of runs) {
        const before = messages;
        messages = [];
        await stage.start({ run, scenario, advanceSeconds });
        // Cut off in the middle, it is no run.
        if (signal?.aborted) break;
        for (const { lane, flow } of stage.lanes())
          if (run === 1 || !stage.isRefused(lane))
            collected.push({
              ...runOf(lane, flow, run, scenario, [...messages], before),
              ...(policies.length > 0 && { policies: [...policies] }),
              ...(advanceSeconds && { advanceSeconds }),
            });
      }
      messages = [];
    }
    return collected;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await stage.close();
  }
}

function runOf(
  lane: string,
  flow: string,
  run: 1 | 2,
  scenario: string | undefined,
  messages: StageMessage[],
  before: StageMessage[],
): CollectedRun {
  const own = messages.filter((message) => message.lane === lane);
  const isLane = (message: StageMessage): message is LaneMessage =>
    message.type === 'lane' && message.lane === lane;
  // An unavailable lane said so before the start.
  const end = own.findLast(isLane) ?? before.findLast(isLane);
  const { sample } = laneFlow(flow);
  const nothing: LaneMessage = {
    ...{ type: 'lane', lane, at: 0, state: 'failed', flow, sample, run },
  };
  return {
    ...{ flow, sample, run, messages: own, end: end ?? nothing },
    ...(scenario && { scenario }),
  };
}

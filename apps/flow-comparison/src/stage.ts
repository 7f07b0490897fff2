import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulators } from './lanes/emulators.ts';
import { laneFlow } from './lanes/flows.ts';
import { createLane, type Lane, type LaneStart } from './lanes/lane.ts';
import { switched } from './lanes/list-policies.ts';
import type { ChosenLane, ChosenScene, StageMessage, StagePolicy } from './messages.ts';
import { isRefused } from './run/score.ts';
import { emptyStage, reduceStage } from './run/stage-run.ts';
import type { FindRecording } from './lanes/play-recording.ts';

/** Lanes beside each other, with one start button and one clock. */
export interface Stage {
  lanes(): ChosenLane[];
  /**
   * Takes the place of the lanes there are. A lane that is named again and stays as it is keeps its emulator and its
   * runs, wherever it stands now; so does one without a name, in its place.
   */
  setLanes(chosen: readonly WantedLane[]): Promise<void>;
  /** Whether a run of one of the lanes, or of this one, is not over. */
  isRunning(lane?: string): boolean;
  /** Whether no lane, or not this one, has a second run: the first got no token. */
  isRefused(lane?: string): boolean;
  /** Starts all lanes, or one, but no second run of a lane whose first got no token; what runs in them ends. Resolves when their runs are over. */
  start(how: StageStart): Promise<void>;
  /** Ends the runs of all lanes, or of one. */
  stop(lane?: string): Promise<void>;
  reset(lane?: string): Promise<void>;
  setPolicies(policies: readonly Pick<StagePolicy, 'id' | 'on'>[], lane?: string): Promise<void>;
  /** Tells all pages which scene or failure is chosen. */
  setScene(chosen: ChosenScene): void;
  /** Language of what lanes say of themselves. */
  speak(language: 'en' | 'ko'): void;
  /** Resolves when each lane could be started. */
  ready(): Promise<void>;
  /** Ends everything and removes its folder. */
  close(): Promise<void>;
}

/** A lane as it is asked for: a new one has no name that the stage knows. */
type WantedLane = Omit<ChosenLane, 'lane'> & { lane?: string | undefined };

/** How runs begin: all lanes, or one; the first run when nothing else is said. */
type StageStart = Partial<Omit<LaneStart, 'startedAt'>> & { lane?: string };

/** Lanes at the same time. */
export const mostLanes = 4;

/**
 * @param say - gets what the lanes tell
 * @param options.longest - ms that a run of a scripted user may take
 * @param options.recording - finds what a lane plays whose flow cannot run here; without it that lane plays nothing
 */
export function createStage(
  emulators: Emulators,
  say: (message: StageMessage) => void,
  {
    language = 'en',
    longest,
    recording,
  }: { language?: 'en' | 'ko'; longest?: number; recording?: FindRecording } = {},
): Stage {
  const folder = mkdtempSync(join(tmpdir(), `flow-comparison-${process.pid}-`));
  let lanes: Lane[] = [];
  // Not the clock of the system, which may be set meanwhile.
  let started = performance.now();
  const now = () => Math.round(performance.now() - started);
  let speaks = language;
  /** Switched for all: a lane that comes later has them, too. */
  let policies: readonly Pick<StagePolicy, 'id' | 'on'>[] = [];
  /** What a page makes of it, without what it only shows. */
  let told = emptyStage;
  const hear = (message: StageMessage) => {
    if (message.type === 'lane' || message.type === 'event') told = reduceStage(told, message);
    say(message);
  };
  const refuses = ({ lane }: Lane) => told.lanes.some((one) => one.lane === lane && isRefused(one));
  /** The newest run of each lane, until it is over. */
  const runs = new Map<Lane, Promise<void>>();
  const of = (lane?: string) => lanes.filter((one) => lane === undefined || one.lane === lane);
  const each = async (some: Lane[], act: (lane: Lane) => Promise<void>) =>
    void (await Promise.all(some.map(act)));

  const create = (lane: string, flow: string, user: ChosenLane['user']) =>
    createLane({
      ...{ lane, user, emulators, folder, say: hear, longest, recording, policies },
      flow: laneFlow(flow),
      now,
      language: () => speaks,
    });

  return {
    lanes: () => lanes.map(({ lane, flow, user }) => ({ lane, flow: flow.flow, user })),
    async setLanes(chosen) {
      chosen.forEach(({ flow }) => laneFlow(flow)); // all or none
      const before = lanes;
      const wanted = chosen.slice(0, mostLanes);
      const names = laneNames(wanted, before);
      lanes = wanted.map(({ flow, user }, at) => {
        const lane = names[at] ?? '';
        const same = before.find((one) => one.lane === lane);
        return same?.flow.flow === flow && same.user === user ? same : create(lane, flow, user);
      });
      await each(
        before.filter((one) => !lanes.includes(one)),
        (lane) => lane.close(),
      );
      // Where another lane has its place, that one tells.
      for (const { lane, flow } of before)
        if (!lanes.some((one) => one.lane === lane))
          hear({
            ...{ type: 'lane', lane, at: now(), state: 'removed', run: 1 },
            ...{ flow: flow.flow, sample: flow.sample },
          });
    },
    isRunning: (lane) => of(lane).some((one) => runs.has(one)),
    isRefused: (lane) => of(lane).every(refuses),
    async start({ lane, ...how }) {
      const startedAt = Date.now();
      started = performance.now();
      const some = of(lane).filter((one) => how.run !== 2 || !refuses(one));
      await each(some, async (one) => {
        const run = one.start({ ...how, run: how.run ?? 1, startedAt });
        runs.set(one, run);
        await run;
        if (runs.get(one) === run) runs.delete(one);
      });
    },
    stop: (lane) => each(of(lane), (one) => one.stop()),
    reset: (lane) => each(of(lane), (one) => one.reset()),
    setPolicies(changed, lane) {
      if (lane === undefined) policies = switched(policies, changed);
      return each(of(lane), (one) => one.setPolicies(changed));
    },
    setScene: (chosen) => say({ type: 'scene', lane: '', at: 0, ...chosen }),
    speak: (next) => void (speaks = next),
    ready: () => each(lanes, (lane) => lane.ready()),
    async close() {
      await each(lanes, (lane) => lane.close());
      lanes = [];
      await emulators.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lanes that are there keep their names; a new one gets that of the lane whose place it takes, or a free one. */
function laneNames(wanted: readonly WantedLane[], before: readonly Lane[]): (string | undefined)[] {
  const names = wanted.map(({ lane }, at) =>
    before.some((one) => one.lane === lane) && wanted.findIndex((one) => one.lane === lane) === at
      ? lane
      : undefined,
  );
  const all = Array.from({ length: mostLanes }, (_, at) => `lane-${at + 1}`);
  const free = all.filter((name) => !names.includes(name));
  return names.map(
    (name, at) => name ?? free.splice(Math.max(0, free.indexOf(before[at]?.lane ?? '')), 1)[0],
  );
}

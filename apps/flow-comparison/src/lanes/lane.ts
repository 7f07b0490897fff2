import { existsSync } from 'node:fs';
import type { Words } from '@entra-flows/flow-catalog';
import type { TraceStep } from '@entra-flows/identity-emulator';
import type { LaneMessage, LaneState, StageMessage, StagePolicy } from '../messages.ts';
import type { Emulators } from './emulators.ts';
import { isMetBy, type LaneFlow, whyUnavailable } from './flows.ts';
import { scoreOf } from '../run/score.ts';
import type { JoinedEvents } from './join-events.ts';
import { laneWords } from './lane-texts.ts';
import { listPolicies, policiesOfNoTenant, switched } from './list-policies.ts';
import { joinInTime } from './join-in-time.ts';
import { type FindRecording, playRecording } from './play-recording.ts';
import { playRoles } from './play-roles.ts';
import { firstLine, type PreparedLane, prepareLane, whyNotStarted } from './prepare-lane.ts';
import { runFlow, type RunEnd } from './run-flow.ts';
import { signInBefore } from './sign-in-before.ts';
import { takeTurns } from './turns.ts';

/** How one run of a lane begins. */
export interface LaneStart {
  run: 1 | 2;
  scenario?: string | undefined;
  /** Seconds by which the clock of the emulator goes ahead once a code is shown. */
  advanceSeconds?: number | undefined;
  /** Milliseconds since 1970 of the start button. */
  startedAt: number;
}

/** One lane of the stage. */
export interface Lane {
  readonly lane: string;
  readonly flow: LaneFlow;
  readonly user: 'scripted' | 'you';
  readonly state: LaneState;
  /** Resolves when it could be started; never rejects. */
  ready(): Promise<void>;
  /** Resolves when the run is over; never rejects. */
  start(how: LaneStart): Promise<void>;
  /** Ends the run. */
  stop(): Promise<void>;
  /** Another emulator, another folder. */
  reset(): Promise<void>;
  setPolicies(policies: readonly Pick<StagePolicy, 'id' | 'on'>[]): Promise<void>;
  /** Ends everything and removes the folder. */
  close(): Promise<void>;
}

/** What a lane is made from. */
export interface LaneOptions {
  lane: string;
  flow: LaneFlow;
  user: 'scripted' | 'you';
  emulators: Emulators;
  /** Of the stage. */
  folder: string;
  /** Milliseconds since the start button, for messages outside of a run. */
  now(): number;
  language(): 'en' | 'ko';
  say(message: StageMessage): void;
  /** That are on from the beginning. */
  policies?: readonly Pick<StagePolicy, 'id' | 'on'>[];
  /** ms that a run of a scripted user may take. */
  longest?: number | undefined;
  /** Finds what is played where the flow cannot run on this machine. */
  recording?: FindRecording | undefined;
}

/** Makes a lane and begins to prepare it. */
export function createLane(options: LaneOptions): Lane {
  const { lane, flow, user, emulators, folder } = options;
  let state: LaneState = 'starting';
  let run: 1 | 2 = 1;
  let scenario: string | undefined;
  let prepared: Promise<PreparedLane | undefined>;
  let used = false;
  let isGone = false;
  let isClosed = false;
  let isSignedIn = false;
  let events: JoinedEvents | undefined;
  let { policies = [] } = options;
  const watchers = new Set<(step: TraceStep) => void>();

  /** Another lane may have the name by then. */
  const say = (message: StageMessage) => void (isClosed || options.say(message));

  const tell = (
    next: LaneState,
    message?: Words,
    more: Pick<LaneMessage, 'open' | 'recorded'> = {},
  ) => {
    state = next;
    const { flow: name, sample } = flow;
    say({
      ...{ type: 'lane', lane, at: options.now(), state, flow: name, sample, run },
      ...(scenario && { scenario }),
      ...(message && { message }),
      ...more,
    });
  };

  const fail = (error: unknown) => tell('failed', whyNotStarted(error, folder));
  const turns = takeTurns(fail);

  const prepare = async (): Promise<PreparedLane | undefined> => {
    const why = whyUnavailable(flow, user);
    if (why) {
      if (!options.recording) tell('unavailable', why);
      else tell('ready', laneWords('playsRecording', why), { recorded: true });
      return undefined;
    }
    tell('starting', laneWords('starting'));
    try {
      const made = await prepareLane(flow, emulators, folder);
      void follow(made);
      await sayPolicies(made);
      tell('ready');
      return made;
    } catch (error) {
      return void fail(error);
    }
  };

  /** Reads the trace from the first moment on, so that no run begins before it. */
  const follow = async (made: PreparedLane) => {
    try {
      for await (const step of made.emulator.control.steps()) {
        events?.step(step);
        for (const watcher of watchers) watcher(step);
      }
      await lost(made, laneWords('traceEnded'));
    } catch (error) {
      await lost(made, firstLine(error));
    }
  };

  /** The emulator ended by itself; the next start takes another one. */
  const lost = async (made: PreparedLane, why: Words | string) => {
    if (made.isClosed() || (await prepared) !== made) return;
    isGone = true;
    if (!turns.isRunning()) return;
    turns.abort();
    tell('failed', laneWords('emulatorGone', why));
  };

  const sayPolicies = async (made: PreparedLane) => {
    const listed = await listPolicies(made.emulator, policies);
    if (listed.length > 0) say({ type: 'policies', lane, at: options.now(), policies: listed });
  };

  const renew = () => {
    if (isClosed) return prepared;
    const before = prepared;
    used = false;
    isGone = false;
    isSignedIn = false;
    events = undefined;
    prepared = before
      .then((made) => made?.close())
      .catch(() => {})
      .then(prepare);
    return prepared;
  };

  /** Where the flow cannot run: what was recorded of it, in its own time. */
  const replay = async (
    find: FindRecording,
    why: Words,
    how: LaneStart,
    stop: AbortSignal,
  ): Promise<void> => {
    ({ run, scenario } = how);
    const on = policies.filter((one) => one.on).map(({ id }) => id);
    const met = scenario !== undefined && isMetBy(flow, scenario) ? scenario : undefined;
    const found = find({
      ...{ flow: flow.flow, run },
      ...(met !== undefined && { scenario: met }),
      ...(on.length > 0 && { policies: on }),
    });
    if (!found) return tell('unavailable', laneWords('noRecording', why));
    const note = laneWords('playsRecording', why);
    tell('running', note, { recorded: true });
    const end = await playRecording(found, lane, { startedAt: how.startedAt, stop }, say);
    if (end) tell(end.state, note, { recorded: true });
  };

  const begin = async (how: LaneStart, stop: AbortSignal): Promise<void> => {
    const why = whyUnavailable(flow, user);
    if (why && options.recording) return replay(options.recording, why, how, stop);
    const before = await prepared;
    const isThere = before?.emulator.isAlive() && existsSync(before.place.folder);
    const isLost = isGone || (before && !isThere);
    const made = !before || isLost || (used && how.run === 1) ? await renew() : before;
    if (!made || stop.aborted) return;
    used = true;
    ({ run, scenario } = how);
    const { control } = made.emulator;
    try {
      // The user signed in before there was a policy, a failure, or a clock that is ahead.
      if (!isSignedIn) await control.reset();
      const under = { ...how, policies: policies.some(({ on }) => on) };
      if (!isSignedIn) isSignedIn = await signInBefore(made, flow, under);
      await control.reset();
      // Which took back the policies, too.
      if (policies.length > 0) await control.policies.change(...policies);
      await playRoles(control, flow, { user, scenario, language: options.language() });
    } catch (error) {
      return fail(error);
    }
    if (stop.aborted) return;
    const joined = joinInTime(lane, control, { ...how, hearsClient: flow.runs !== 'page' }, say);
    events = joined;
    tell('running');
    const end = await runFlow(made, flow, {
      ...{ lane, user, run, stop, joined, say, scenario },
      now: options.now,
      language: options.language,
      longest: user === 'you' ? 900_000 : (options.longest ?? 120_000),
      open: (address) => tell('running', undefined, { open: address }),
      watch(watcher) {
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
    }).catch((error: unknown): RunEnd => ({ failed: whyNotStarted(error, folder) }));
    joined.flush();
    // A user who is still at a page does nothing more to this run.
    if (events === joined) events = undefined;
    // An API that failed leaves the token in the cache.
    isSignedIn ||= end.succeeded === true || scoreOf(joined.all()).tokenAfter !== undefined;
    if (stop.aborted) return;
    tell(end.succeeded ? 'succeeded' : 'failed', end.succeeded ? undefined : reasonOf(end));
  };

  const reasonOf = ({ failed, code, exit, signal, ended }: RunEnd): Words => {
    const seconds = (user === 'you' ? 900_000 : (options.longest ?? 120_000)) / 1000;
    return laneWords((texts, language) => {
      if (ended === 'too-long') return texts.tooLong(seconds);
      if (ended === 'too-much-output') return texts.tooMuchOutput(5);
      if (failed !== undefined) return failed[language];
      if (signal) return texts.killed(signal);
      return code ? texts.failed(code) : texts.exit(exit ?? 1);
    });
  };

  prepared = prepare();
  return {
    lane,
    flow,
    user,
    get state() {
      return state;
    },
    ready: async () => void (await prepared),
    start: (how) => turns.run((signal) => begin(how, signal)),
    async stop() {
      const wasRunning = turns.isRunning();
      await turns.stop();
      if (wasRunning) tell('stopped', laneWords('stopped'));
    },
    reset: () =>
      turns.act(() => {
        scenario = undefined;
        run = 1;
        return renew();
      }),
    async setPolicies(changed) {
      policies = switched(policies, changed);
      const made = await prepared;
      // One that was reset meanwhile tells them itself.
      const onError = (error: unknown) => {
        if (!made?.isClosed()) throw error;
      };
      if (made) return sayPolicies(made).catch(onError);
      // A lane that plays recordings has no tenant; the next one is chosen by what is on.
      const all = policiesOfNoTenant(policies);
      say({ type: 'policies', lane, at: options.now(), policies: all });
    },
    async close() {
      isClosed = true;
      await turns.stop();
      await prepared.then((made) => made?.close()).catch(() => {});
    },
  };
}

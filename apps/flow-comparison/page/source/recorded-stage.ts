import type { ChosenLane, Recording, StageMessage, StageState } from '../../src/messages.ts';
import type { Language } from '../../src/run/explain.ts';
import { askFile, type StageListener, type StageSource } from './stage-source.ts';

/** What recordings there are, and where. */
export interface RecordingIndex {
  stage: Readonly<Record<Language, StageState>>;
  files: readonly RecordingFile[];
}

/** A recording without its content. */
export interface RecordingFile {
  flow: string;
  run: 1 | 2;
  scenario?: string;
  /** Those that were on. */
  policies?: readonly string[];
  advanceSeconds?: number;
  /** Lane that did this, where it is one of the page's own. */
  lane?: string | undefined;
  file: string;
}

/** Recordings, from a web host or from inside the page. */
export interface RecordingLibrary {
  /** At most one of a lane and run: what it did, whatever was asked of it. */
  isCarried?: true;
  /** Those that were on. */
  policies?: readonly string[];
  index(): Promise<RecordingIndex>;
  read(file: string): Promise<Recording>;
}

/** Thrown where a run was never recorded. */
export class NoRecording extends Error {}

/** The same stage, played from recordings: nothing runs, and nothing can be switched. */
export function recordedStage(library: RecordingLibrary): StageSource {
  let listener: StageListener | undefined;
  let lanes: readonly ChosenLane[] = [];
  let on: readonly string[] = library.policies ?? [];
  const policiesOf = <Policy extends { id: string }>(policies: readonly Policy[]) =>
    policies.map((policy) => ({ ...policy, on: on.includes(policy.id) }));

  const ready = async (of: readonly ChosenLane[]) => {
    const { stage } = await library.index();
    listener?.messages(
      of.map(({ lane, flow }) => ({
        ...{ type: 'lane', lane, at: 0, state: 'ready', flow, run: 1 },
        sample: stage.en.flows.find((one) => one.flow === flow)?.sample ?? flow,
      })) as StageMessage[],
    );
  };

  return {
    kind: 'recorded',
    isCarried: library.isCarried === true,
    async describe(language) {
      const { stage } = await library.index();
      if (lanes.length === 0) ({ lanes } = stage[language]);
      return {
        ...stage[language],
        lanes: [...lanes],
        policies: policiesOf(stage[language].policies),
      };
    },
    follow(one) {
      listener = one;
      one.connected(true);
      void ready(lanes);
    },
    async choose(chosen) {
      const before = lanes;
      lanes = chosen;
      const isKnown = ({ lane, flow }: ChosenLane) =>
        before.some((one) => one.lane === lane && one.flow === flow);
      // The others keep their runs.
      await ready(chosen.filter((one) => !isKnown(one)));
    },
    async start({ run, scenario, advanceSeconds, lane, scenarioLane, without = [] }) {
      const { files, stage } = await library.index();
      const failure = stage.en.scenarios.find(({ name }) => name === scenario);
      const isMetIn = (flow: string) =>
        failure?.appliesTo.includes(flow) && (run === 1 || failure.meetsAgain);
      const wanted = lanes.filter(
        (one) => (lane === undefined || one.lane === lane) && !without.includes(one.lane),
      );
      let missing: string | undefined;
      for (const { lane: name, flow } of wanted) {
        const isMeant = scenarioLane === undefined || scenarioLane === name;
        const isMet = isMeant && isMetIn(flow);
        const isOwn = ({ lane: own = name }: RecordingFile) => own === name;
        const of = files.filter((one) => one.flow === flow && one.run === run && isOwn(one));
        const wish = { scenario: isMet ? scenario : undefined, policies: on, advanceSeconds };
        const exact = of.find((one) => isSame(one, wish));
        const carried = library.isCarried ? of[0] : undefined;
        const found = exact ?? carried;
        // A lane that was told of a failure may have met none.
        const isAsked = carried && [undefined, scenario].includes(carried.scenario);
        if (!exact && !isAsked) missing = flow;
        if (!found) continue;
        const { messages } = await library.read(found.file);
        listener?.messages(runOf(messages, name, run));
      }
      if (missing !== undefined) throw new NoRecording(missing);
    },
    setScene: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    reset: () => ready(lanes),
    async setPolicies(policies) {
      on = policies.filter((one) => one.on).map(({ id }) => id);
      const { stage } = await library.index();
      listener?.messages(
        lanes.map(({ lane }) => ({
          type: 'policies',
          lane,
          at: 0,
          policies: policiesOf(stage.en.policies.map(({ id }) => ({ id }))),
        })),
      );
    },
  };
}

type Wish = Pick<RecordingFile, 'policies'> & {
  scenario?: string | undefined;
  advanceSeconds?: number | undefined;
};

const isSame = (one: Wish, other: Wish) =>
  one.scenario === other.scenario &&
  one.advanceSeconds === other.advanceSeconds &&
  [...(one.policies ?? [])].sort().join() === [...(other.policies ?? [])].sort().join();

/** The messages of a recording, told of another lane. A recording begins with the start of its run. */
function runOf(messages: readonly StageMessage[], lane: string, run: 1 | 2): StageMessage[] {
  const own = messages
    .filter((message) => message.type !== 'policies')
    .filter((message) => message.type !== 'lane' || !isBefore(message.state))
    .map((message) => ({ ...message, lane }));
  const first = messages.find((message) => message.type === 'lane');
  const begins = own[0]?.type === 'lane' && own[0].state === 'running';
  return begins || !first ? own : [{ ...first, lane, run, at: 0, state: 'running' }, ...own];
}

const isBefore = (state: string) => state === 'starting' || state === 'ready';

/** Recordings beside the page, on any web host and under any path. */
export function recordingsOnHost(): RecordingLibrary {
  const kept = new Map<string, Promise<unknown>>();
  const read = <Content>(file: string): Promise<Content> => {
    const known = kept.get(file) ?? askFile(`recordings/${file}`).then((found) => found.json());
    kept.set(file, known);
    // The next one asks again.
    known.catch(() => kept.delete(file));
    return known as Promise<Content>;
  };
  return { index: () => read('index.json'), read };
}

/** What an exported page carries. */
export interface CarriedRecordings {
  stage: Readonly<Record<Language, StageState>>;
  recordings: readonly Recording[];
  /** The failure that was chosen. */
  scenario?: string;
  /** It was for this lane alone. */
  scenarioLane?: string;
  /** The scene that was on. */
  scene?: string;
  /** What was shown of them. */
  runs?: 1 | 2 | 'both';
}

/** Recordings inside the page. */
export function recordingsInside({ stage, recordings }: CarriedRecordings): RecordingLibrary {
  const files = recordings.map(({ flow, run, scenario, policies, messages }, at) => ({
    ...{ flow, run, file: `${at}`, lane: messages[0]?.lane },
    ...(policies && { policies }),
    ...(scenario !== undefined && { scenario }),
  }));
  return {
    isCarried: true,
    policies: [...new Set(recordings.flatMap((one) => one.policies ?? []))],
    index: () => Promise.resolve({ stage, files }),
    read(file) {
      const recording = recordings[Number(file)];
      return recording ? Promise.resolve(recording) : Promise.reject(new NoRecording(file));
    },
  };
}

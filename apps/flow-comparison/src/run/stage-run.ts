import type { Words } from '@entra-flows/flow-catalog';
import type {
  DiagnosisMessage,
  LaneEvent,
  LaneMessage,
  LaneState,
  PoliciesMessage,
  ScreenMessage,
  StageMessage,
  TerminalMessage,
  TokenMessage,
} from '../messages.ts';

/** One run of a lane: all that the stream said of it. */
export interface Run {
  run: 1 | 2;
  state: LaneState;
  scenario?: string;
  /** Those that were on when it began, or were switched on meanwhile. */
  policies?: readonly string[];
  message?: Words;
  /** A recording is played: the flow cannot run here. */
  recorded?: true;
  /** For a user who signs in by hand: where, as long as the run waits for them. */
  open?: string;
  events: readonly LaneEvent[];
  terminal: readonly TerminalMessage[];
  screens: readonly ScreenMessage[];
  tokens: readonly TokenMessage[];
  ran: readonly number[];
  diagnosis?: DiagnosisMessage;
}

/** A lane with its runs: the second begins with what the first left in the cache. */
export interface Lane {
  lane: string;
  flow: string;
  sample: string;
  state: LaneState;
  message?: Words;
  /** The run that messages belong to. */
  current: 1 | 2;
  runs: Readonly<Partial<Record<1 | 2, Run>>>;
  policies: PoliciesMessage['policies'];
}

/** What the page shows. */
export interface StageRun {
  lanes: readonly Lane[];
}

export const emptyStage: StageRun = { lanes: [] };

/** The stage after one more message. Changes nothing that it is given. */
export function reduceStage(stage: StageRun, message: StageMessage): StageRun {
  if (message.type === 'scene') return stage;
  if (message.type === 'lane' && message.state === 'removed')
    return { lanes: stage.lanes.filter(({ lane }) => lane !== message.lane) };
  if (message.type === 'lane')
    return withLane(stage, laneAfter(find(stage, message.lane), message));
  const lane = find(stage, message.lane);
  // The stream resumed in the middle of a run of which the page missed the beginning.
  if (!lane) return stage;
  if (message.type === 'policies') return withLane(stage, withPolicies(lane, message.policies));
  const run = lane.runs[lane.current] ?? emptyRun(lane.current, lane.state);
  return withLane(stage, {
    ...lane,
    runs: { ...lane.runs, [lane.current]: runAfter(run, message) },
  });
}

const idsOn = (policies: PoliciesMessage['policies']) =>
  policies.filter(({ on }) => on).map(({ id }) => id);

/** A policy that is switched on counts for the run that goes on, too. */
function withPolicies(lane: Lane, policies: PoliciesMessage['policies']): Lane {
  const run = lane.runs[lane.current];
  if (lane.state !== 'running' || !run) return { ...lane, policies };
  const on = [...new Set([...(run.policies ?? []), ...idsOn(policies)])];
  return {
    ...lane,
    policies,
    runs: { ...lane.runs, [lane.current]: { ...run, ...(on.length > 0 && { policies: on }) } },
  };
}

const find = ({ lanes }: StageRun, name: string) => lanes.find(({ lane }) => lane === name);

function withLane({ lanes }: StageRun, changed: Lane): StageRun {
  const isKnown = lanes.some(({ lane }) => lane === changed.lane);
  return {
    lanes: isKnown
      ? lanes.map((lane) => (lane.lane === changed.lane ? changed : lane))
      : [...lanes, changed],
  };
}

/** A reset and another flow empty a lane; a start empties the run that it starts, and the one after it. */
function laneAfter(before: Lane | undefined, message: LaneMessage): Lane {
  const { lane, flow, sample, state, run, message: text, scenario, open, recorded } = message;
  const isFresh =
    before?.flow !== flow || ((state === 'starting' || state === 'ready') && run === 1);
  const begins = state === 'running' && before?.state !== 'running';
  const kept = isFresh ? {} : run === 1 && begins ? {} : before.runs;
  const { open: _, ...known } = (begins ? undefined : kept[run]) ?? emptyRun(run, state);
  const on = begins ? idsOn(before?.policies ?? []) : [];
  return {
    lane,
    flow,
    sample,
    state,
    ...(text !== undefined && { message: text }),
    current: run,
    runs: {
      ...kept,
      [run]: {
        ...known,
        ...(on.length > 0 && { policies: on }),
        state,
        ...(scenario !== undefined && { scenario }),
        ...(text !== undefined && { message: text }),
        ...(recorded && { recorded }),
        ...(open !== undefined && state === 'running' && { open }),
      },
    },
    policies: before?.policies ?? [],
  };
}

function emptyRun(run: 1 | 2, state: LaneState): Run {
  return { run, state, events: [], terminal: [], screens: [], tokens: [], ran: [] };
}

type OfRun = Exclude<StageMessage, { type: 'lane' | 'policies' | 'scene' }>;

function runAfter(run: Run, message: OfRun): Run {
  switch (message.type) {
    case 'event':
      return { ...run, events: withEvent(run.events, message.event) };
    case 'terminal':
      return { ...run, terminal: [...run.terminal, message].slice(-MOST_TERMINAL) };
    case 'screen':
      return { ...run, screens: [...run.screens, message] };
    case 'token':
      return { ...run, tokens: [...run.tokens, message] };
    case 'lines':
      return { ...run, ran: [...new Set([...run.ran, ...message.ran])].sort((a, b) => a - b) };
    case 'diagnosis':
      return { ...run, diagnosis: message };
    default:
      // A newer stage may say more than this page knows.
      return run;
  }
}

/** A sample that prints without end must not fill the memory of the page. */
const MOST_TERMINAL = 5_000;

/** After a break the stream may repeat; an exchange is told again once its answer is known. */
function withEvent(events: readonly LaneEvent[], event: LaneEvent): readonly LaneEvent[] {
  const last = events.at(-1);
  if (!last || last.order < event.order) return [...events, event];
  const place = events.findIndex(({ order }) => order >= event.order);
  const isKnown = events[place]?.order === event.order;
  return [...events.slice(0, place), event, ...events.slice(isKnown ? place + 1 : place)];
}

/** When the last thing of a run happened, in milliseconds since the start. */
export function endOf({ events, terminal }: Run): number {
  return Math.max(0, terminal.at(-1)?.at ?? 0, ...events.slice(-20).map(finishOf));
}

/** When the answer of an event was there. */
export const finishOf = ({ at, exchange }: LaneEvent): number => at + (exchange?.ms ?? 0);

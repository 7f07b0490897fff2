import type { Actor, LaneEvent } from '../messages.ts';
import { type Phase, phaseOf } from './phases.ts';
import { finishOf } from './stage-run.ts';

/** One line of the diagram: an arrow, or a dot for something inside an actor. */
export interface Row {
  /** Stays the same while the run grows. */
  id: string;
  /** Milliseconds since the start at which it shows. */
  at: number;
  from: Actor;
  to: Actor;
  kind: string;
  /** `answer` is the way back of an exchange, shown where it tells something. */
  part: 'step' | 'answer';
  /** One event; of a fold, all polls so far that got no answer. */
  events: readonly [LaneEvent, ...LaneEvent[]];
  isFold: boolean;
  /** Code of the failure. */
  failed?: string;
  phase: Phase;
}

/** A run as rows, with the actors that take part, from left to right. */
export interface Diagram {
  actors: readonly Actor[];
  rows: readonly Row[];
}

const LEFT_TO_RIGHT: readonly Actor[] = ['user', 'app', 'browser', 'authority', 'adfs', 'api'];

/** Always drawn, so that lanes look alike. */
const ALWAYS: readonly Actor[] = ['user', 'app', 'authority'];

/** Kinds whose answer is what the step is for. */
const TELLING: ReadonlySet<string> = new Set([
  'device-code',
  'poll',
  'redeem-code',
  'refresh',
  'username-password',
  'assertion',
  'adfs',
]);

/** In the words of OAuth and of Entra. */
const PENDING: ReadonlySet<string> = new Set(['authorization_pending', 'AADSTS70016']);

/** Turns the events of a run into a sequence diagram. Depends on nothing else. */
export function diagramOf(events: readonly LaneEvent[]): Diagram {
  const rows: Row[] = [];
  let fold: { place: number; events: [LaneEvent, ...LaneEvent[]] } | undefined;
  let phase: Phase | undefined;
  for (const event of events) {
    if (isPendingPoll(event)) {
      if (fold) {
        fold.events.push(event);
        continue;
      }
      fold = { place: rows.length, events: [event] };
      // Waiting for the user: aligned with what the user does meanwhile.
      rows.push(stepOf(event, 'user', fold.events));
      continue;
    }
    // What the app does next ends the wait; what user and browser do happens meanwhile.
    if (event.from === 'app') fold = undefined;
    phase = phaseOf(event, phase);
    rows.push(stepOf(event, phase));
    if (hasTellingAnswer(event)) rows.push(answerOf(event, phase));
  }
  const seen = new Set(events.flatMap(({ from, to }) => [from, to]));
  const actors = LEFT_TO_RIGHT.filter((actor) => seen.has(actor) || ALWAYS.includes(actor));
  return { actors, rows };
}

/** A poll to which the authority said "not yet". */
export function isPendingPoll({ kind, failed, exchange }: LaneEvent): boolean {
  const told = [failed?.code, exchange?.answer['error']];
  return kind === 'poll' && told.some((code) => code !== undefined && PENDING.has(code));
}

function stepOf(
  event: LaneEvent,
  phase: Phase,
  events: readonly [LaneEvent, ...LaneEvent[]] = [event],
): Row {
  const { order, at, from, to, kind, failed } = event;
  const isFold = isPendingPoll(event);
  return {
    id: `${order}`,
    at,
    from,
    to,
    kind,
    part: 'step',
    events,
    isFold,
    // An exchange fails on its way back.
    ...(failed && !isFold && !isAnswered(event) && { failed: failed.code }),
    phase,
  };
}

function answerOf(event: LaneEvent, phase: Phase): Row {
  const { order, from, to, kind, failed } = event;
  return {
    id: `${order}-answer`,
    at: finishOf(event),
    from: to,
    to: from,
    kind,
    part: 'answer',
    events: [event],
    isFold: false,
    ...(failed && { failed: failed.code }),
    phase,
  };
}

/** Something is asked of these; a page that they show is an answer already. */
const ASKED: ReadonlySet<Actor> = new Set(['authority', 'adfs', 'api']);

const hasTellingAnswer = (event: LaneEvent) =>
  isAnswered(event) && (event.failed !== undefined || TELLING.has(event.kind));

const isAnswered = ({ from, to, exchange }: LaneEvent) =>
  from !== to && ASKED.has(to) && (exchange?.status ?? 0) > 0;

/** The rows that are there at a moment; a fold counts its polls up to then. */
export function rowsUntil(rows: readonly Row[], at: number): readonly Row[] {
  if (!rows.some((row) => row.at > at || (row.isFold && (row.events.at(-1)?.at ?? 0) > at)))
    return rows;
  return rows
    .filter((row) => row.at <= at)
    .map((row) => {
      const [first, ...more] = row.events;
      return row.isFold
        ? { ...row, events: [first, ...more.filter((event) => event.at <= at)] as const }
        : row;
    });
}

/** Milliseconds as seconds, to a tenth. */
export const inSeconds = (ms: number) => Math.round(ms / 100) / 10;

/** Seconds between the polls of a fold, in whole ones where they are. */
export function intervalOf({ events }: Row): number | undefined {
  const [first] = events;
  const last = events.at(-1);
  if (!last || events.length < 2) return undefined;
  return inSeconds((last.at - first.at) / (events.length - 1));
}

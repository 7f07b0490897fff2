import { type Alignment, alignRows } from '../src/run/align.ts';
import { type Diagram, diagramOf, type Row, rowsUntil } from '../src/run/diagram.ts';
import type { StagePolicy } from '../src/messages.ts';
import { bringsToken, isRefused, type Score, scoreOf } from '../src/run/score.ts';
import { endOf, type Lane, type Run } from '../src/run/stage-run.ts';
import type { View } from './view.ts';

/** One run of one lane, as it stands on the stage. */
export interface Column {
  id: string;
  lane: Lane;
  run: Run;
  /** From 1; the colour of its lane. */
  colour: number;
  title: string;
  diagram: Diagram;
  /** Those that have happened by the moment that is shown. */
  rows: readonly Row[];
  /** Figures of that moment. */
  score: Score;
  /** Place of each row, from the top. */
  places: readonly number[];
}

/** What stands side by side. */
export interface Columns {
  columns: readonly Column[];
  /** Where parts of the flows begin. */
  parts: readonly number[];
  height: number;
  /** Milliseconds: when the last thing happened. */
  end: number;
}

const diagrams = new WeakMap<readonly object[], Diagram>();

/** Nothing is worked out twice: a run that did not change keeps its list. */
function diagramOfRun({ events }: Run): Diagram {
  const known = diagrams.get(events) ?? diagramOf(events);
  diagrams.set(events, known);
  return known;
}

let aligned: { diagrams: readonly Diagram[]; alignment: Alignment } | undefined;

/** The moment that is shown moves far more often than the diagrams change. */
function alignmentOf(diagrams: readonly Diagram[]): Alignment {
  const isSame =
    aligned?.diagrams.length === diagrams.length &&
    aligned.diagrams.every((diagram, at) => diagram === diagrams[at]);
  if (!aligned || !isSame)
    aligned = { diagrams, alignment: alignRows(diagrams.map(({ rows }) => rows)) };
  return aligned.alignment;
}

export function columnsOf({ stage, info, runs, clock }: View): Columns {
  const chosen = (info?.lanes ?? []).flatMap(({ lane, flow }, at) => {
    const found = stage.lanes.find((one) => one.lane === lane && one.flow === flow);
    const title = info?.flows.find((one) => one.flow === flow)?.title ?? flow;
    return found
      ? runsOf(found, runs).map((run) => ({ lane: found, run, colour: at + 1, title }))
      : [];
  });
  const all = chosen.map((one) => ({ ...one, diagram: diagramOfRun(one.run) }));
  const { places, parts, height } = alignmentOf(all.map(({ diagram }) => diagram));
  const moment = clock.mode === 'follow' ? Infinity : clock.at;
  return {
    columns: all.map((one, at) => ({
      ...one,
      id: `${one.lane.lane}/${one.run.run}`,
      rows: rowsUntil(one.diagram.rows, moment),
      score: scoreOf(one.run.events, moment),
      places: places[at] ?? [],
    })),
    parts: parts.map(({ place }) => place),
    height,
    end: Math.max(0, ...all.map(({ run }) => endOf(run))),
  };
}

function runsOf({ runs, state, current }: Lane, shown: View['runs']): Run[] {
  const both = [runs[1], runs[2]].filter((run) => run !== undefined);
  // A lane that began with its second run has no first.
  if (shown === 'both')
    return both.filter(({ run, events }) => run === current || events.length > 0);
  // The refused one stays: there is no other.
  if (shown === 2 && runs[1] && isRefused({ runs })) return [runs[1]];
  const empty: Run = {
    ...{ run: shown, state: state === 'unavailable' ? state : 'ready' },
    ...{ events: [], terminal: [], screens: [], tokens: [], ran: [] },
  };
  return [runs[shown] ?? (current === shown ? both[0] : undefined) ?? empty];
}

/** Of all lanes: each has a tenant of its own, and all are switched together. */
export function policiesOf({ stage, info }: Pick<View, 'stage' | 'info'>): StagePolicy[] {
  const told = (info?.lanes ?? []).flatMap(
    ({ lane: name }) => stage.lanes.find(({ lane }) => lane === name)?.policies ?? [],
  );
  const known = info?.policies ?? [];
  return known.map((policy) => ({
    ...policy,
    on: told.findLast(({ id }) => id === policy.id)?.on ?? policy.on,
  }));
}

/** The row that is chosen, or the one of another column that does the same. */
export function rowFor(
  column: Pick<Column, 'id' | 'rows'>,
  { selected }: View,
  all: readonly Pick<Column, 'id' | 'rows'>[],
): Row | undefined {
  if (!selected) return undefined;
  const own = column.rows.find(({ id }) => id === selected.row);
  if (column.id === selected.column) return own;
  const chosen = all.find(({ id }) => id === selected.column);
  const row = chosen?.rows.find(({ id }) => id === selected.row);
  if (!chosen || !row) return undefined;
  const same = (one: Row) =>
    one.kind === row.kind && one.part === row.part && pageOf(one) === pageOf(row);
  const before = chosen.rows.slice(0, chosen.rows.indexOf(row)).filter(same).length;
  const matching = column.rows.filter(same);
  return (
    matching[before] ??
    matching.at(-1) ??
    column.rows.find(({ kind, phase }) => phase === row.phase && isToken(kind, row.kind))
  );
}

/** Whether the lane comes to the chosen step later, or may do so. */
export function isAhead(column: Column, view: View, all: readonly Column[]): boolean {
  const whole = ({ id, diagram: { rows } }: Column) => ({ id, rows });
  return (
    column.run.state === 'running' ||
    (column.rows.length < column.diagram.rows.length &&
      rowFor(whole(column), view, all.map(whole)) !== undefined)
  );
}

/** What a lane is about now: the newest row, and once it is over, how it ended. */
export function newestRow({ rows, diagram, run }: Column): Row | undefined {
  const isOver = rows.length === diagram.rows.length && run.state !== 'running';
  const outcome = isOver ? rows.findLast(({ kind }) => kind === 'outcome') : undefined;
  return outcome ?? rows.at(-1);
}

/**
 * Whether the block of device codes refused a renewal: the sign-in in the cache began with a device code. A new one
 * that begins on a page is not blocked, whichever flow the lane shows.
 */
export function isOldSignInBlocked({ run }: Pick<Column, 'run'>): boolean {
  const { diagnosis, policies = [], events } = run;
  return (
    policies.includes('block-device-code') &&
    events.some(
      ({ kind, failed }) => kind === 'silent' && failed && failed.code === diagnosis?.code,
    )
  );
}

/** Each page has its like: the one for the password is not the one for the code. */
const pageOf = ({ kind, events: [{ exchange }] }: Row) =>
  kind === 'page' ? exchange?.path : undefined;

/**
 * What has to be in sight of a lane: the newest row. Of a run that is over, what decided it, too, from which rows of
 * other lanes may part its end: the answer that brought the token, or the one that refused it. Where there is room,
 * `earlier` rows: first what turned the run, a failure that it overcame, a user who cancelled or a clock.
 */
export function rowsInSight(column: Column): { newest?: Row; decided?: Row; earlier?: Row[] } {
  const newest = newestRow(column);
  if (newest?.kind !== 'outcome') return newest ? { newest } : {};
  const before = column.rows.slice(0, column.rows.indexOf(newest));
  const isOvercome = ({ failed }: Row) => newest.failed === undefined && failed !== undefined;
  const turned = before.findLast((row) => /^(?:cancel|clock)$/.test(row.kind) || isOvercome(row));
  if (newest.failed === undefined) {
    const brought = before.filter(({ kind, events }) =>
      events.some((event) => kind === 'broker' || bringsToken(event)),
    );
    // A program may look into its cache again once it has them.
    const earliest = brought.findLast(({ kind }) => kind !== 'silent') ?? brought.at(-1);
    return { newest, earlier: before.filter(isOne(turned, earliest)) };
  }
  const isSame = ({ failed }: Row) => failed === newest.failed;
  const decided = before.findLast(isSame) ?? before.findLast(({ failed }) => failed !== undefined);
  // The page may have told the user before the app heard of it.
  const earliest = before.find(isSame);
  return { newest, ...(decided && { decided }), earlier: before.filter(isOne(turned, earliest)) };
}

const isOne =
  (...of: unknown[]) =>
  (row: Row) =>
    of.includes(row);

/** Polling and redeeming a code are the same thing in two flows: the tokens come. */
const isToken = (one: string, other: string) => TOKENS.has(one) && TOKENS.has(other);
const TOKENS = new Set([
  'poll',
  'redeem-code',
  'username-password',
  'assertion',
  'refresh',
  'broker',
  'silent',
]);

/** Moments at which something happens in any column, in order. */
export function momentsOf(
  columns: readonly Column[],
): { at: number; column: string; row: string }[] {
  return columns
    .flatMap(({ id, diagram }) =>
      diagram.rows.map((row) => ({ at: row.at, column: id, row: row.id })),
    )
    .sort((one, other) => one.at - other.at);
}

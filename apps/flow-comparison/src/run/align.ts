import type { Row } from './diagram.ts';
import type { Phase } from './phases.ts';

/** Where the rows of each lane stand, counted in rows from the top, so that like stands beside like. */
export interface Alignment {
  /** For each lane, the place of each of its rows. */
  places: readonly (readonly number[])[];
  /** Where a part begins, and its name. */
  parts: readonly { phase: Phase; place: number }[];
  height: number;
}

interface Segment {
  phase: Phase;
  count: number;
}

/** Beyond this, parts alternate so often that standing side by side says nothing. */
const MOST_SEGMENTS = 120;

/** Lays lanes side by side: each part of a flow begins at the same height in all of them. */
export function alignRows(lanes: readonly (readonly Row[])[]): Alignment {
  const segments = lanes.map(segmentsOf);
  if (segments.some(({ length }) => length > MOST_SEGMENTS)) return unaligned(lanes);
  const order = segments.map((lane) => lane.map(({ phase }) => phase)).reduce(commonOrder, []);
  const taken = segments.map((lane) => takeInOrder(lane, order));
  let height = 0;
  const places: number[][] = lanes.map(() => []);
  const parts = order.map((phase, at) => {
    const place = height;
    height += Math.max(...taken.map((counts) => counts[at] ?? 0));
    taken.forEach((counts, lane) => {
      const count = counts[at] ?? 0;
      // Tokens come at the end of their part, if they come: what is done with them follows at once.
      const goesOn = counts.slice(at + 1).some(Boolean);
      const first = phase === 'token' && goesOn ? height - count : place;
      for (let row = 0; row < count; row++) places[lane]?.push(first + row);
    });
    return { phase, place };
  });
  return { places, parts, height };
}

function unaligned(lanes: readonly (readonly Row[])[]): Alignment {
  return {
    places: lanes.map((rows) => rows.map((_, at) => at)),
    parts: [],
    height: Math.max(0, ...lanes.map(({ length }) => length)),
  };
}

function segmentsOf(rows: readonly Row[]): Segment[] {
  const segments: Segment[] = [];
  for (const { phase } of rows) {
    const last = segments.at(-1);
    if (last?.phase === phase) last.count++;
    else segments.push({ phase, count: 1 });
  }
  return segments;
}

/** For each entry of the common order, how many rows of the lane stand there. */
function takeInOrder(lane: readonly Segment[], order: readonly Phase[]): number[] {
  let next = 0;
  return order.map((phase) => (lane[next]?.phase === phase ? (lane[next++]?.count ?? 0) : 0));
}

/** The shortest order that holds both in theirs: along a longest common subsequence. */
function commonOrder(one: readonly Phase[], other: readonly Phase[]): Phase[] {
  const longest = Array.from({ length: one.length + 1 }, () =>
    new Array<number>(other.length + 1).fill(0),
  );
  const at = (row: number, column: number) => longest[row]?.[column] ?? 0;
  for (let row = one.length - 1; row >= 0; row--)
    for (let column = other.length - 1; column >= 0; column--)
      longest[row]![column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const order: Phase[] = [];
  let [row, column] = [0, 0];
  while (row < one.length || column < other.length) {
    const [left, right] = [one[row], other[column]];
    if (left !== undefined && left === right) {
      order.push(left);
      row++;
      column++;
    } else if (
      left !== undefined &&
      (right === undefined || at(row + 1, column) >= at(row, column + 1))
    ) {
      order.push(left);
      row++;
    } else if (right !== undefined) {
      order.push(right);
      column++;
    }
  }
  return order;
}

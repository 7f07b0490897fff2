/** Rows that are to be in sight, counted from the top. */
export interface Sight {
  place: number;
  /** The last of them, where there is room for all; the same as `place` for one row. */
  end: number;
  /** Earlier ones: all are seen from the first of them on for which there is room. */
  from?: readonly number[];
}

/** Where a box with rows stands, in pixels. */
export interface Position {
  top: number;
  /** 0 while the box is not shown. */
  height: number;
}

/**
 * Where boxes have to stand: together where that shows what all ask for, else each for itself.
 *
 * @param step - pixels of a row
 */
export function topsFor(boxes: readonly (Sight & Position)[], step: number): readonly number[] {
  const wanted = boxes.map((box) => ({ ...box, ...seenOf(box, step) }));
  const [first] = wanted;
  if (!first) return [];
  const all: Sight = {
    place: Math.min(...wanted.map(({ place }) => place)),
    end: Math.max(...wanted.map(({ end }) => end)),
  };
  const smallest = { top: first.top, height: Math.min(...wanted.map(({ height }) => height)) };
  if (!fits(all, smallest, step)) return wanted.map((one) => topFor(one, one, step));
  const together = topFor(all, smallest, step);
  return wanted.map(() => together);
}

/** As many of its rows as there is room for. */
function seenOf(box: Sight & Position, step: number): Sight {
  const { place, end, from = [] } = box;
  const all = [...from, place].map((first) => ({ place: first, end }));
  return all.find((sight) => fits(sight, box, step)) ?? { place, end: place };
}

/** Of a row: what stays free below the last one at least. */
export const spareBelow = 0.1;

const bottomOf = ({ end }: Sight, step: number) => (end + 1 + spareBelow) * step;

const fits = (sight: Sight, { height }: Position, step: number) =>
  bottomOf(sight, step) - sight.place * step <= height;

/** The nearest place from which rows are in sight. */
export function topFor(sight: Sight, { top, height }: Position, step: number): number {
  // No row is cut at the top.
  const least = Math.ceil((bottomOf(sight, step) - height) / step) * step;
  if (sight.place * step < Math.max(top, least))
    return Math.max(0, least, (sight.place - 1) * step);
  return Math.max(top, least);
}

// Lanes are aligned, so they scroll together. No position is read from the page: to read one while the page is being
// changed would make the browser lay it out in between. Each box tells its own after it was scrolled or laid out.

interface Wanted {
  place: number;
  step: number;
  /** A chosen row, which goes before what happens elsewhere. */
  isChosen: boolean;
}

/** Where a box stands, as it last told. */
interface Position {
  top: number;
  height: number;
  /** Draws what is in sight from there. */
  draw(top: number): void;
}

const boxes = new Map<HTMLElement, Position>();
let wanted: Wanted | undefined;

/** @returns what forgets the box */
export function addBox(box: HTMLElement, draw: Position['draw']): () => void {
  boxes.set(box, { top: box.scrollTop, height: box.clientHeight, draw });
  return () => void boxes.delete(box);
}

/** A box was laid out anew. */
export function resized(box: HTMLElement, height: number): void {
  const known = boxes.get(box);
  if (known) known.height = height;
}

/** A box was scrolled: the others go to the same place. */
export function scrolled(box: HTMLElement): void {
  const known = boxes.get(box);
  const top = box.scrollTop;
  // What was set here comes back as an event.
  if (!known || Math.abs(known.top - top) <= 1) return;
  moveAll(top, box);
}

/** Asks for a place to be in sight; of several the one furthest down. `settle` does it. */
export function reveal(place: number, step: number, isChosen = false): void {
  const isMore = isChosen
    ? !wanted?.isChosen
    : !wanted || (!wanted.isChosen && place > wanted.place);
  if (isMore) wanted = { place, step, isChosen };
}

/** Brings into sight what was asked for. */
export function settle(): void {
  const [first] = boxes.values();
  if (wanted && first) {
    const top = topFor(wanted, first);
    if (Math.abs(top - first.top) > 1) moveAll(top);
  }
  wanted = undefined;
}

function moveAll(top: number, from?: HTMLElement): void {
  for (const [box, position] of boxes) {
    position.top = top;
    position.draw(top);
    if (box !== from) box.scrollTop = top;
  }
}

function topFor({ place, step }: Wanted, { top, height }: Position): number {
  const bottom = (place + 1.5) * step;
  if (bottom > top + height) return bottom - height;
  return place * step < top ? Math.max(0, (place - 1) * step) : top;
}

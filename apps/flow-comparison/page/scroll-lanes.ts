// Lanes are aligned, so they scroll together, as long as all have in sight there what they ask for. No position is
// read from the page: to read one while the page is being changed would make the browser lay it out in between. Each
// box tells its own after it was scrolled or laid out.

import { type Position, type Sight, topFor, topsFor } from '../src/run/sight.ts';

interface Box extends Position {
  /** Draws what is in sight from there. */
  draw(top: number): void;
  sight?: Sight;
}

const boxes = new Map<HTMLElement, Box>();
/** Of a row, in pixels. */
let step = 0;
/** A chosen row goes before what happens elsewhere. */
let chosen: Sight | undefined;
let isAsked = false;
/** Where all stand, if they stand together. */
let common: number | undefined = 0;

/** @returns what forgets the box */
export function addBox(box: HTMLElement, draw: Box['draw']): () => void {
  boxes.set(box, { top: box.scrollTop, height: box.clientHeight, draw });
  return () => void boxes.delete(box);
}

/** A box was laid out anew: what it had in sight may be hidden. */
export function resized(box: HTMLElement, height: number): void {
  const known = boxes.get(box);
  if (!known || known.height === height) return;
  known.height = height;
  if (height === 0) return;
  known.top = box.scrollTop;
  if (common !== undefined) move(box, common);
  isAsked = true;
  settle();
}

/** A box was scrolled: the others go to the same place. */
export function scrolled(box: HTMLElement): void {
  const known = boxes.get(box);
  const top = box.scrollTop;
  // What was set here comes back as an event.
  if (!known || Math.abs(known.top - top) <= 1) return;
  moveAll(top, box);
}

/** Asks for rows of a box to be in sight. `settle` does it. */
export function reveal(box: HTMLElement | null, sight: Sight, height: number): void {
  const known = box && boxes.get(box);
  step = height;
  if (known) known.sight = sight;
  isAsked = true;
}

/** Asks for a chosen row to be in sight, and the rows of the other lanes beside it. */
export function choose(place: number, height: number): void {
  step = height;
  chosen = { place, end: place };
}

/** Brings into sight what was asked for. */
export function settle(): void {
  const shown = [...boxes].filter(([, { height }]) => height > 0);
  const [first] = shown;
  if (first && chosen) moveAll(topFor(chosen, first[1], step));
  else if (first && isAsked) {
    const asking = shown.flatMap(([box, { sight, ...position }]) =>
      sight ? [{ box, ...sight, ...position }] : [],
    );
    const tops = topsFor(asking, step);
    if (new Set(tops).size === 1) moveAll(tops[0] ?? 0);
    else {
      common = undefined;
      asking.forEach(({ box }, at) => move(box, tops[at] ?? 0));
    }
  }
  chosen = undefined;
  isAsked = false;
}

function moveAll(top: number, from?: HTMLElement): void {
  common = top;
  for (const box of boxes.keys()) if (box !== from) move(box, top);
  const known = from && boxes.get(from);
  if (known) note(known, top);
}

function move(box: HTMLElement, top: number): void {
  const known = boxes.get(box);
  if (!known) return;
  const isThere = Math.abs(known.top - top) <= 1;
  note(known, top);
  if (!isThere) box.scrollTop = top;
}

function note(known: Box, top: number): void {
  known.top = top;
  known.draw(top);
}

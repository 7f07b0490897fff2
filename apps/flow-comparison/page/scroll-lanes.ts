// Lanes are aligned, so they scroll together. Positions are read once a frame and written afterwards: to read
// between writes would make the browser lay out the page each time.

interface Wanted {
  place: number;
  step: number;
  /** A chosen row, which goes before what happens elsewhere. */
  isChosen: boolean;
}

let wanted: Wanted | undefined;
let leader: HTMLElement | undefined;
let isWaiting = false;

const boxes = () => [...document.querySelectorAll<HTMLElement>('.diagram .rows')];

/** Brings a place into sight, with the next frame; of several the one furthest down. */
export function reveal(place: number, step: number, isChosen = false): void {
  const isMore = isChosen
    ? !wanted?.isChosen
    : !wanted || (!wanted.isChosen && place > wanted.place);
  if (isMore) wanted = { place, step, isChosen };
  wait();
}

/** The others go where this one was scrolled to. */
export function scrollOthers(box: HTMLElement): void {
  leader = box;
  wait();
}

function wait(): void {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    const [all, first, asked] = [boxes(), leader ?? boxes()[0], wanted];
    leader = undefined;
    wanted = undefined;
    if (!first) return;
    const tops = all.map(({ scrollTop }) => scrollTop);
    const top = asked ? topFor(asked, first.scrollTop, first.clientHeight) : first.scrollTop;
    all.forEach((box, at) => {
      if (Math.abs((tops[at] ?? 0) - top) > 1) box.scrollTop = top;
    });
  });
}

function topFor({ place, step }: Wanted, top: number, height: number): number {
  const bottom = (place + 1.5) * step;
  if (bottom > top + height) return bottom - height;
  return place * step < top ? Math.max(0, (place - 1) * step) : top;
}

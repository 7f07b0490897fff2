// A button that goes with what it did leaves the keyboard beside it, and never at the top of the page.

const reachable = 'a[href], button:not(:disabled), input, select, summary, [tabindex="0"]';

/** What has the keyboard, and what it stands in, with its place among what can have it there: from the inside out. */
let path: { element: HTMLElement; at: number }[] = [];
let wanted: string | undefined;

const within = (element: HTMLElement): HTMLElement[] =>
  [...element.querySelectorAll<HTMLElement>(reachable)].filter(
    (one) => one.tabIndex >= 0 && one.checkVisibility(),
  );

export function watchFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    path = [];
    if (!(target instanceof HTMLElement)) return;
    for (let element: HTMLElement | null = target; element; element = element.parentElement) {
      path.push({ element, at: within(element).indexOf(target) });
      if (element.parentElement?.id === 'stage') break;
    }
  });
}

/** Gives the keyboard to a run of a lane, once it is drawn. */
export function focusRun(lane: string, run: 1 | 2): void {
  wanted = `lane-${lane}-${run}`;
}

/** After each drawing. */
export function settleFocus(): void {
  const lane = wanted === undefined ? null : document.getElementById(wanted);
  if (lane) wanted = undefined;
  const [last, ...around] = path;
  const isLost =
    document.activeElement === document.body &&
    last &&
    (!last.element.isConnected || last.element.matches(':disabled'));
  if (lane || isLost) (lane ?? nextOf(around)).focus();
}

/** What stands before the place of it; in lanes and panels that have nothing else, all lanes. */
function nextOf(around: typeof path): HTMLElement {
  for (const { element, at } of around) {
    if (!element.isConnected || element.id === 'lanes') continue;
    const all = within(element);
    const next = all[Math.min(at, all.length) - 1] ?? all[0];
    if (next) return next;
  }
  return document.querySelector<HTMLElement>('#lanes') ?? document.body;
}

/** Milliseconds that a fresh emulator waits for somebody to hold it. */
const firstPatience = 15_000;
/** Milliseconds after the last hold is gone: the next sample may come at once. */
const patience = 1_000;

/**
 * Decides when a background emulator is of no use any more.
 *
 * @returns what must be told how many holds are open
 */
export function leaveWhenUnused(leave: () => void): (open: number) => void {
  let timer = setTimeout(leave, firstPatience);
  return (open) => {
    clearTimeout(timer);
    if (open === 0) timer = setTimeout(leave, patience);
  };
}

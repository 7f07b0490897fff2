/** Milliseconds that a new emulator waits for its first lease. */
const firstLease = 15_000;
/** Milliseconds after the last lease: the next sample may come at once. */
const nextLease = 1_000;

/**
 * Decides when a background emulator is no longer used.
 *
 * @returns a function that must be called with the number of open leases when it changes
 */
export function leaveWhenUnused(leave: () => void): (open: number) => void {
  let timer = setTimeout(leave, firstLease);
  return (open) => {
    clearTimeout(timer);
    if (open === 0) timer = setTimeout(leave, nextLease);
  };
}

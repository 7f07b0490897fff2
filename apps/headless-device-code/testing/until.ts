import { setTimeout as delay } from 'node:timers/promises';

/** Waits for what no event tells; the end keeps a failing test from running on behind the others. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`still not so: ${isSo.toString()}`);
    await delay(50);
  }
}

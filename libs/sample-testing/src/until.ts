import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** ms: a failing test ends before the next one begins. */
const LONGEST = 60_000;

/**
 * Waits for a state that has no event.
 *
 * @throws {Error} with the source of the condition, when it does not become true within a minute
 */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LONGEST;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`still not so: ${isSo.toString()}`);
    await delay(50);
  }
}

/**
 * Waits for the end of an emulator that the launcher started: it leaves by itself after its last program, and writes
 * until then.
 *
 * @param dataFolder - `EMULATOR_DATA`
 */
export const untilEmulatorLeft = (dataFolder: string): Promise<void> =>
  until(() => !existsSync(join(dataFolder, 'in-use.json')));

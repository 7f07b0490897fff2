import { setTimeout as delay } from 'node:timers/promises';
import { rename } from 'node:fs/promises';
import { systemCode } from './system-code.ts';

const WAITS_MS = [5, 10, 20, 50, 100, 200, 400, 800];

/** What a system answers while a virus scanner, an indexer or a network drive holds a name: EBUSY everywhere. */
export function busyCodes(platform: string = process.platform): string[] {
  return platform === 'win32' ? ['EPERM', 'EACCES', 'EBUSY'] : ['EBUSY'];
}

/** Does the work again, with growing pauses, while the system refuses it for one of these reasons; nine times at most. */
export async function retryWhileBusy<T>(
  work: () => Promise<T>,
  reasons: readonly string[] = busyCodes(),
): Promise<T> {
  const waits = [...WAITS_MS];
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const wait = waits.shift();
      if (wait === undefined || !reasons.includes(systemCode(error))) throw error;
      await delay(wait);
    }
  }
}

interface RenameSystem {
  move?: (from: string, to: string) => Promise<void>;
  platform?: string;
}

/** Renames over an existing file, and tries again while another program holds it. */
export function renameOver(
  from: string,
  to: string,
  { move = rename, platform = process.platform }: RenameSystem = {},
): Promise<void> {
  return retryWhileBusy(() => move(from, to), busyCodes(platform));
}

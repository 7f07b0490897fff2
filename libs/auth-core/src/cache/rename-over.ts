import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../errors/system-code.ts';

/** On Windows a virus scanner or an indexer may hold the old file for a moment. */
const HELD_OPEN = ['EPERM', 'EACCES', 'EBUSY'];
const WAITS_MS = [5, 10, 20, 50, 100, 200, 400, 800];

interface RenameSystem {
  move?: (from: string, to: string) => Promise<void>;
  platform?: string;
}

/** Renames over an existing file, with patience where the system forbids it for a moment only. */
export async function renameOver(
  from: string,
  to: string,
  { move = rename, platform = process.platform }: RenameSystem = {},
): Promise<void> {
  const waits = platform === 'win32' ? [...WAITS_MS] : [];
  for (;;) {
    try {
      return await move(from, to);
    } catch (error) {
      const wait = waits.shift();
      if (wait === undefined || !HELD_OPEN.includes(systemCode(error))) throw error;
      await delay(wait);
    }
  }
}

import { rename } from 'node:fs/promises';
import { heldForAMoment, patiently } from './patiently.ts';

interface RenameSystem {
  move?: (from: string, to: string) => Promise<void>;
  platform?: string;
}

/** Renames over an existing file, with patience where the system forbids it for a moment only. */
export function renameOver(
  from: string,
  to: string,
  { move = rename, platform = process.platform }: RenameSystem = {},
): Promise<void> {
  return patiently(() => move(from, to), heldForAMoment(platform));
}

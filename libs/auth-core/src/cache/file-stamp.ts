import type { BigIntStats } from 'node:fs';

/** A system may give the same time to two writes this close together. */
const UNSETTLED_MS = 100;

/** The same where times are whole seconds (ext4 with small inodes, some network drives), or even ones (FAT). */
const WHOLE_SECONDS_UNSETTLED_MS = 2_000;

/** Remembers one state of a file, to tell whether it has been replaced since. */
export interface FileStamp {
  matches(now: BigIntStats | undefined): boolean;
}

/**
 * @param stat as seen *before* the content was read: a write in between then shows as a change
 *
 * A file that was written a moment ago is never taken for unchanged, since a second write may
 * carry the same time, size and reused inode (git's "racy" index entries).
 */
export function fileStamp(stat: BigIntStats | undefined, now = Date.now()): FileStamp {
  if (!stat) return { matches: (later) => later === undefined };
  const isWhole = stat.mtimeNs % 1_000_000_000n === 0n;
  const unsettled = isWhole ? WHOLE_SECONDS_UNSETTLED_MS : UNSETTLED_MS;
  if (Math.abs(now - Number(stat.mtimeMs)) < unsettled) return { matches: () => false };
  return { matches: (later) => later !== undefined && sameState(stat, later) };
}

function sameState(a: BigIntStats, b: BigIntStats): boolean {
  return (
    a.mtimeNs === b.mtimeNs &&
    a.ino === b.ino &&
    a.size === b.size &&
    a.ctimeNs === b.ctimeNs &&
    a.dev === b.dev
  );
}

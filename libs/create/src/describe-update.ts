import { diffPatch } from 'node-diff3';
import type { Conflict } from './merge.ts';
import { linesOf } from './merge.ts';
import type { Change } from './plan-update.ts';
import type { Update } from './update-copy.ts';

/** What has changed in the sample, and what that means for the copy. */
export function describeUpdate({ record, changes }: Update, version: string): string {
  const title = `${record.name}: ${record.sample} ${record.version} → ${version}`;
  if (changes.length === 0) return `${title}\nNothing has changed in the sample.\n`;
  const lines = changes.map(
    ({ path, does, why }) => `  ${does.padEnd(8)}  ${path}${why ? ` (${why})` : ''}`,
  );
  return `${title}\n\n${lines.join('\n')}\n`;
}

/** The lines of the sample that have changed, file by file. */
export function describeLines(changes: readonly Change[]): string {
  return changes
    .flatMap(({ path, texts }) => (texts ? [`${path}\n${changedLines(texts)}`] : []))
    .join('\n');
}

function changedLines({ base, next }: { base: string; next: string }): string {
  return diffPatch(linesOf(base), linesOf(next))
    .map(({ buffer1, buffer2 }) => {
      const lines = [
        ...buffer1.chunk.map((line) => `  - ${line}`),
        ...buffer2.chunk.map((line) => `  + ${line}`),
      ];
      return `  line ${buffer1.offset + 1}\n${lines.join('\n')}\n`;
    })
    .join('');
}

/** Where both sides changed the same, and how to settle it. */
export function describeConflicts(changes: readonly Change[]): string {
  const places = changes.flatMap(({ path, conflicts = [] }) =>
    conflicts.map((conflict) => describeConflict(path, conflict)),
  );
  return (
    `You and the new version changed the same:\n\n${places.join('\n')}\n` +
    'Nothing was written. Make these places as the new version has them, or run it again with\n' +
    '--prefer mine (your lines stay there) or --prefer new (the new ones take their place).\n'
  );
}

function describeConflict(path: string, { at, mine, new: next }: Conflict): string {
  const indented = (text: string) => linesOf(text).join('\n        ');
  return `${path}:${at}\n  mine: ${indented(mine)}\n  new:  ${indented(next)}\n`;
}

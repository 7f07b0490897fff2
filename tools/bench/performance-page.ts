import { cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Figure, Measured } from './figure.ts';

export interface Row {
  figure: Figure;
  measured: Measured | { failed: string };
  /** One-minute load average when it was measured. */
  load: number;
}

const verdict = (measured: Row['measured']) => {
  if ('failed' in measured) return 'not measured';
  return measured.met === undefined ? 'stated' : measured.met ? 'met' : '**missed**';
};

/** A table for a person at a terminal. */
export function printedRow({ figure, measured, load }: Row): string {
  const value = 'failed' in measured ? measured.failed : `${measured.figure}  (${measured.note})`;
  const word = verdict(measured).replaceAll('*', '');
  return `${figure.id.padEnd(4)} ${word.padEnd(7)} target ${figure.target}: ${value}; load ${load.toFixed(1)}`;
}

/** docs/performance.md */
export function performancePage(rows: Row[], rounds: number, versions: Record<string, string>) {
  const missed = rows.filter(({ measured }) => 'failed' in measured || measured.met === false);
  return `<!-- Written by npm run bench. Only the section "Why" is by hand; it is kept. -->

# Performance

Measured ${new Date().toISOString().slice(0, 10)} on ${type()} ${release()}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB; ${Object.entries(
    versions,
  )
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.

Each figure compares sides that were measured in turn in one run; medians of ${rounds} unless the note says otherwise. Processes are compared by CPU time (user and system, up to their exit), waiting by wall time. "Load" is the machine's one-minute average at that moment: above the number of processors, wall times of several processes mean little.

| | what | target | figure | | load | how |
| --- | --- | --- | --- | --- | --- | --- |
${rows
  .map(({ figure: { id, what, target }, measured, load }) =>
    [
      '',
      id,
      what,
      target,
      'failed' in measured ? '–' : measured.figure,
      verdict(measured),
      load.toFixed(1),
      'failed' in measured ? measured.failed : measured.note,
      '',
    ]
      .join(' | ')
      .trim(),
  )
  .join('\n')}

${missed.length ? `Missed: ${missed.map(({ figure }) => figure.id).join(', ')}.` : 'Nothing is missed.'}
`;
}

export const loadNow = () => loadavg()[0] ?? 0;

import { cpus, loadavg, type } from 'node:os';
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

/** A table for a user at a terminal. */
export function printedRow({ figure, measured, load }: Row): string {
  const value = 'failed' in measured ? measured.failed : `${measured.figure}  (${measured.note})`;
  const word = verdict(measured).replaceAll('*', '');
  return `${figure.id.padEnd(4)} ${word.padEnd(7)} target ${figure.target}: ${value}; load ${load.toFixed(1)}`;
}

/**
 * A row of the table in docs/performance.md. Each tells when, where and with what it was measured: one
 * figure may be measured again alone.
 *
 * @param msal its version
 */
export function pageRow(
  { figure: { id, what, target }, measured, load }: Row,
  msal: string,
): string {
  const [value, how] =
    'failed' in measured ? ['–', measured.failed] : [measured.figure, measured.note];
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${type()}`;
  const day = new Date().toISOString().slice(0, 10);
  const run = `${day}, ${machine}, Node.js ${process.versions.node}, MSAL ${msal}`;
  const cells = [id, what, target, value, verdict(measured), load.toFixed(1), how, run];
  return `| ${cells.join(' | ')} |`;
}

/** The rows of a page by the id of their figure, as `pageRow` makes them. */
export function rowsOf(page: string): Map<string, string> {
  const lines = page.split('\n').map((line) => line.replace(/ {2,}/g, ' '));
  return new Map(
    lines.flatMap((line) => (/^\| ([A-Z]+\d*[A-Z]?) \|/.exec(line) ? [[idOf(line), line]] : [])),
  );
}

const idOf = (row: string) => row.split(' | ')[0]?.replace(/\W/g, '') ?? '';

/**
 * docs/performance.md
 *
 * @param rows of `pageRow`
 */
export function performancePage(rows: string[], rounds: number): string {
  const missed = rows.filter((row) => / (?:\*\*missed\*\*|not measured) \|/.test(row)).map(idOf);
  return `<!-- Written by npm run bench. Only the section "Why" is by hand; it is kept. -->

# Performance

Each figure compares sides that were measured in turn in one run; medians of ${rounds} unless the note says otherwise. Processes are compared by CPU time (user and system, up to their exit), waiting by wall time. "Load" is the machine's one-minute average at that moment: above the number of processors, wall times of several processes mean little.

| | what | target | figure | | load | how | measured |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

${missed.length ? `Missed: ${missed.join(', ')}.` : 'Nothing is missed.'}
`;
}

export const loadNow = () => loadavg()[0] ?? 0;

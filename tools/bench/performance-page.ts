import { cpus, loadavg, type } from 'node:os';
import type { Figure, Measured } from './figure.ts';

export interface Row {
  figure: Figure;
  measured: Measured | { failed: string };
  /** One-minute load average when it was measured. */
  load: number;
  /** How long it took. */
  seconds: number;
}

const verdict = (measured: Row['measured']) => {
  if ('failed' in measured) return 'not measured';
  return measured.met === undefined ? 'stated' : measured.met ? 'met' : '**missed**';
};

/** A table for a user at a terminal. */
export function printedRow({ figure, measured, load, seconds }: Row): string {
  const value = 'failed' in measured ? measured.failed : `${measured.figure}  (${told(measured)})`;
  const word = verdict(measured).replaceAll('*', '');
  return `${figure.id.padEnd(5)} ${word.padEnd(7)} target ${figure.target}: ${value}; load ${load.toFixed(1)}; took ${seconds.toFixed(0)} s`;
}

/** The note, with what is measured beside ours. */
function told({ theirs = {}, limit, note }: Measured): string {
  const sides = Object.entries(theirs).map(([name, value]) => `${name} ${value}`);
  return [...sides, ...(limit === undefined ? [] : [`the limit ${limit}`]), note].join('; ');
}

/** What the page says of one figure: a row of its table, and a line below it. */
export interface PageRow {
  row: string;
  detail: string;
}

/**
 * Each tells when, where and with what it was measured: one figure may be measured again alone.
 *
 * @param msal its version
 */
export function pageRow({ figure, measured, load, seconds }: Row, msal: string): PageRow {
  const { id, title, what, target } = figure;
  const failed = 'failed' in measured;
  const { theirs = {}, limit = '', note } = failed ? { note: measured.failed } : measured;
  const peers = Object.entries(theirs).map(([name, value]) => `${name} ${value}`);
  const value = failed ? '–' : measured.figure;
  const cells = [id, title, target, value, peers.join('<br>'), limit, verdict(measured)];
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${type()}`;
  const day = new Date().toISOString().slice(0, 10);
  const run = `${day}, ${machine}, Node.js ${process.versions.node}, MSAL ${msal}, load ${load.toFixed(1)}, ${seconds.toFixed(0)} s`;
  return { row: `| ${cells.join(' | ')} |`, detail: `- **${id}** ${what}: ${note}. _${run}._` };
}

/** What a page says, by the id of the figure, as `pageRow` makes it. */
export function rowsOf(page: string): Map<string, PageRow> {
  const lines = page.split('\n').map((line) => line.replace(/ {2,}/g, ' '));
  const details = lines.flatMap((line) => {
    const [, id] = /^- \*\*([A-Z]+\d*[A-Z]?)\*\* /.exec(line) ?? [];
    return id === undefined ? [] : [[id, line] as const];
  });
  const byId = new Map(details);
  return new Map(
    lines.flatMap((row) => {
      const [, id] = /^\| ([A-Z]+\d*[A-Z]?) \|/.exec(row) ?? [];
      return id === undefined ? [] : [[id, { row, detail: byId.get(id) ?? '' }] as const];
    }),
  );
}

const idOf = (row: string) => row.split(' | ')[0]?.replace(/\W/g, '') ?? '';

/**
 * docs/performance.md
 *
 * @param rows of `pageRow`
 */
export function performancePage(rows: PageRow[], rounds: number): string {
  const table = rows.map(({ row }) => row);
  const missed = table.filter((row) => / (?:\*\*missed\*\*|not measured) \|/.test(row)).map(idOf);
  return `<!-- Written by npm run bench. Only the section "Why" is by hand; it is kept. -->

# Performance

Each figure compares sides that were measured in turn in one run; medians of ${rounds} unless the details say otherwise. Processes are compared by CPU time (user and system, up to their exit), waiting by wall time. "Theirs" is what one would take instead, "limit" what no code of ours could do better, both measured in the same run and by the same rule as ours.

| | what | target | ours | theirs | limit | |
| --- | --- | --- | --- | --- | --- | --- |
${table.join('\n')}

${missed.length ? `Missed: ${missed.join(', ')}.` : 'Nothing is missed.'}

## Details

"Load" is the machine's one-minute average when the measuring began: above the number of processors, wall times of several processes mean little. The seconds are how long the measuring took.

${rows.map(({ detail }) => detail).join('\n')}
`;
}

export const loadNow = () => loadavg()[0] ?? 0;

/** The part of the page that users write: from its heading to the end. */
export function keepWhy(page: string, old: string): string {
  const from = old.search(/^## Why$/m);
  return from < 0 ? page : `${page}\n${old.slice(from)}`;
}

import type { Check } from './check.ts';

export interface Result {
  check: Check;
  is: 'passed' | 'failed' | 'not run';
  /** The exact version, or why not. */
  note: string;
}

/** What a run shows: its own result, and where it passed that of the check that need not run any more. */
export function shownBy(result: Result): Result[] {
  const { check, is, note } = result;
  if (is !== 'passed' || !check.shows) return [result];
  return [result, { check: check.shows, is, note: `${check.what} ${note}` }];
}

const titles = ['what', 'version', 'what is done with it', 'result', 'when, and with what'];
const startOf = ({ what, version, how }: Check) => `| ${what} | ${version} | ${how} |`;

/**
 * docs/versions.md. Rows of checks that were not part of this run stay as they are in the old page; those
 * that no run has reached yet say so.
 *
 * @param checks - all
 */
export function versionsPage(checks: readonly Check[], results: readonly Result[], old: string) {
  const oldRows = old.split('\n').map(withoutPadding);
  const rows = checks.map((check) => {
    const result = results.find((one) => one.check === check);
    if (result) return rowOf(result);
    return (
      oldRows.find((row) => row.startsWith(withoutPadding(startOf(check)))) ??
      rowOf({ check, ...neverRun })
    );
  });
  const table = [`| ${titles.join(' | ')} |`, `|${' --- |'.repeat(titles.length)}`, ...rows];
  const [before = '', after = ''] = old.split(/\n\|[^]*\|\n/);
  return `${before}\n${table.join('\n')}\n${after}`;
}

/** The formatter pads cells, and an empty one has a space for each of its ends. */
const withoutPadding = (line: string): string => line.replace(/ {2,}/g, ' ');

const neverRun = { is: 'not run', note: '' } as const;

function rowOf({ check, is, note }: Result): string {
  const word = is === 'failed' ? '**failed**' : is;
  const [line = ''] = note.split('\n');
  const about = line.replaceAll('|', '\\|').slice(0, 200);
  const day = new Date().toISOString().slice(0, 10);
  const when = is === 'not run' ? about : [day, about].filter(Boolean).join(', ');
  return `${startOf(check)} ${word} | ${when} |`;
}

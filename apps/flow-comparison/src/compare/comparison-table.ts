import { compareTexts } from './compare-texts.ts';
import { type Figures, titleOf } from './figures.ts';

/**
 * A table with one column for each flow, without what differs from run to run: CI compares it with the one in
 * docs/flows.
 *
 * @param figures - of first runs and, where there were some, of second ones
 */
export function comparisonTable(figures: readonly Figures[], language: 'en' | 'ko'): string {
  const { rows } = compareTexts[language];
  const first = figures.filter(({ run }) => run === 1);
  const againOf = (flow: string) => figures.find((one) => one.run === 2 && one.flow === flow);
  const cells: [string, (one: Figures) => string][] = [
    [rows.ends, (one) => endOf(one, language)],
    [rows.asked, ({ asked }) => counted(asked) || rows.none],
    [rows.requests, ({ score }) => String(score.requests - pendingOf(score))],
    [rows.user, ({ score }) => String(score.userActions)],
    [rows.pages, ({ score }) => String(score.pages)],
    [rows.again, ({ flow }) => askedAgain(againOf(flow), rows.none)],
    [rows.says, ({ diagnosis }) => diagnosis?.title ?? ''],
    [rows.next, ({ diagnosis }) => diagnosis?.remedy ?? ''],
    [rows.instead, ({ diagnosis }) => diagnosis?.insteadFlow ?? ''],
  ];
  const told = cells
    .map(([name, cell]) => [name, ...first.map(cell)])
    .filter(([, ...values]) => values.some(Boolean));
  const head = ['', ...first.map(({ flow }) => titleOf(flow, language))];
  return [head, head.map(() => '---'), ...told].map(line).join('\n');
}

/** A run that is slow polls once more; all but the last are left out. */
const pendingOf = ({ polls }: Figures['score']) => Math.max(0, polls - 1);

function endOf({ state, failed, message }: Figures, language: 'en' | 'ko'): string {
  const { rows } = compareTexts[language];
  if (state === 'succeeded') return rows.token;
  if (state === 'unavailable') return `${rows.unavailable}: ${message ?? ''}`;
  return failed ?? message ?? rows.stopped;
}

/** Nothing to say where there was no second run. */
const askedAgain = (again: Figures | undefined, none: string) =>
  again ? counted(again.asked) || none : '';

/** `token, token` as `token × 2`. */
function counted(words: readonly string[]): string {
  const runs: { word: string; count: number }[] = [];
  for (const word of words) {
    const last = runs.at(-1);
    if (last?.word === word) last.count += 1;
    else runs.push({ word, count: 1 });
  }
  return runs.map(({ word, count }) => (count > 1 ? `${word} × ${count}` : word)).join(', ');
}

const line = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;

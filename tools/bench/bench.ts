// npm run bench: measures the figures of docs/performance.md and writes it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { onSignal, readCommandLine } from '../command-line.ts';
import { allFigures } from './figures/all-figures.ts';
import type { Figure, Run } from './figure.ts';
import {
  keepWhy,
  loadNow,
  pageRow,
  type PageRow,
  performancePage,
  printedRow,
  type Row,
  rowsOf,
} from './performance-page.ts';
import { ended, endProcesses } from './own-processes.ts';
import { formatPage } from '../format-page.ts';

/** ms */
const GRACE = 5_000;

const width = Math.max(...allFigures.map(({ id }) => id.length));
const help = `Usage: npm run bench -- [--only P1,P3 [--update]] [--quick]

Measures the figures of docs/performance.md, one after another, and writes it. On a machine that does
nothing else it takes about a quarter of an hour.

  --only    these figures, and docs/performance.md stays as it is
  --update  with --only: these go into docs/performance.md, and the others there stay
  --quick   3 rounds instead of 15, and docs/performance.md stays as it is

Figures:
${allFigures.map(({ id, title, target }) => `  ${id.padEnd(width)}  ${title}: ${target}`).join('\n')}
`;

function readOptions(args: string[]) {
  const options = {
    only: { type: 'string' },
    update: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseArgs({ args, options });
  if (values.help) return { help: true } as const;
  const ids = values.only?.toUpperCase().split(/[\s,]+/);
  const known = allFigures.map(({ id }) => id);
  const unknown = ids?.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new Error(`There is no figure "${unknown}". There are ${known.join(', ')}.`);
  const { quick, update } = values;
  return { ids, quick, writes: !quick && (!ids || update) };
}

async function measured(figure: Figure, run: Run): Promise<Row> {
  const load = loadNow();
  const began = performance.now();
  const progress = showProgress(figure);
  const row = (result: Row['measured']): Row => {
    clearInterval(progress);
    return { figure, load, measured: result, seconds: (performance.now() - began) / 1000 };
  };
  try {
    return row(await figure.measure(run));
  } catch (error) {
    const [line = ''] = String((error as Error).message).split('\n');
    return row({ failed: `not measured: ${line.slice(0, 300)}` });
  }
}

/** Says every half a minute what it is at: some figures take minutes. On stderr, beside the figures. */
function showProgress({ id, title }: Figure): NodeJS.Timeout {
  let seconds = 0;
  const say = () => process.stderr.write(`${id}: ${title} … ${(seconds += 30)} s\n`);
  return setInterval(say, 30_000).unref();
}

/** Figures that were not measured now keep their rows. */
async function writePage(rows: Row[], rounds: number): Promise<void> {
  const path = join(import.meta.dirname, '../../docs/performance.md');
  const require = createRequire(import.meta.url);
  const msal = require('@azure/msal-node/package.json') as { version: string };
  const old = readIfThere(path);
  const kept = rowsOf(old);
  for (const row of rows) kept.set(row.figure.id, pageRow(row, msal.version));
  const lines: PageRow[] = allFigures.flatMap(({ id }) => kept.get(id) ?? []);
  const page = keepWhy(performancePage(lines, rounds), old);
  writeFileSync(path, await formatPage(path, page));
  console.log(`wrote ${path}`);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function main(): Promise<number> {
  const { ids, quick, writes } = readCommandLine(help, readOptions);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const rounds = quick ? 3 : 15;
  const figures = allFigures.filter(({ id }) => !ids || ids.includes(id));
  const stopped = codeOfSignal();
  try {
    const rows = measureAll(figures, { rounds, folder });
    // The figure under way undoes what it did, if that takes no longer than this.
    const tooLong = stopped.then(() => delay(GRACE, []));
    const done = await Promise.race([rows, tooLong]);
    if (ended.aborted) return await stopped;
    if (writes) await writePage(done, rounds);
    return done.some(({ measured: result }) => 'failed' in result) ? 1 : 0;
  } finally {
    await endProcesses();
    // Programs that were ended may still be at their last file.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Those that were measured, when the bench was ended before its time. */
async function measureAll(figures: readonly Figure[], run: Run): Promise<Row[]> {
  const rows: Row[] = [];
  for (const figure of figures) {
    const row = await measured(figure, run);
    if (ended.aborted) break;
    console.log(printedRow(row));
    rows.push(row);
  }
  return rows;
}

/** Ends the processes at a signal, and resolves with the code that a shell gives to it. */
function codeOfSignal(): Promise<number> {
  return new Promise((resolve) => {
    onSignal((code) => {
      resolve(code);
      void endProcesses();
    });
  });
}

process.exit(await main());

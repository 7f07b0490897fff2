import { copyFile } from 'node:fs/promises';
import type { JournalRecord } from './journal.ts';
import { readIfThere } from './read-if-there.ts';
import type { Log } from './set-aside.ts';

/**
 * Reads the lines of a journal that still count, by kind and key.
 *
 * The last line may be cut off by a kill: nobody was answered on the strength of it, so it is
 * dropped. Any other line that cannot be read was damaged later: a copy of the file is kept.
 */
export async function readJournal(path: string, log: Log): Promise<Map<string, string>> {
  const live = new Map<string, string>();
  const lines = ((await readIfThere(path)) ?? '').split('\n');
  const cutOff = lines.pop() !== '';
  let damaged = 0;
  for (const line of lines.filter(Boolean)) {
    const record = parse(line);
    if (!record) damaged += 1;
    else if (record.value === null) live.delete(`${record.kind} ${record.key}`);
    else live.set(`${record.kind} ${record.key}`, `${line}\n`);
  }
  if (damaged > 0) await report(path, damaged, log);
  if (cutOff) log(`${path}: the last line was cut off and is left out.`);
  return live;
}

function parse(line: string): JournalRecord | undefined {
  try {
    const record = JSON.parse(line) as Partial<JournalRecord> | null;
    const sound = typeof record?.kind === 'string' && typeof record.key === 'string';
    return sound && record.value !== undefined ? (record as JournalRecord) : undefined;
  } catch {
    return undefined;
  }
}

async function report(path: string, damaged: number, log: Log): Promise<void> {
  const aside = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  await copyFile(path, aside);
  log(
    `${path}: ${damaged} damaged line(s) are left out; the file as it was is ${aside}. ` +
      'Whoever signed in by them must sign in again.',
  );
}

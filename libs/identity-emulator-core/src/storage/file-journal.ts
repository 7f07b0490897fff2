import { open, type FileHandle } from 'node:fs/promises';
import { hasShape } from './has-shape.ts';
import type { Journal, JournalRecord } from './journal.ts';
import { readJournal } from './read-journal.ts';
import { replaceFile } from './replace-file.ts';
import type { Log } from './set-aside.ts';

/** Lines beyond the live ones after which the file is written anew. */
const slack = 5000;

/**
 * A journal in one file, a JSON object a line, appended to.
 *
 * `write` resolves when the operating system has the lines, so a killed process loses nothing that
 * it answered; everything that waits goes in one append. There is no fsync: a power cut may cost
 * the last seconds, which costs a person one sign-in.
 */
export async function openJournal(path: string, log: Log): Promise<Journal> {
  const live = await readJournal(path, log);
  let handle = await rewrite(path, live);
  let surplus = 0;
  let waiting: string[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  let torn = false;

  async function append(): Promise<void> {
    const lines = waiting;
    waiting = [];
    next = undefined;
    try {
      // A failed append may have left half a line: it must not swallow the next one.
      await handle.appendFile((torn ? '\n' : '') + lines.join(''));
      torn = false;
    } catch (error) {
      torn = true;
      throw error;
    }
    surplus += lines.length;
    if (surplus < live.size + slack) return;
    surplus = 0;
    await handle.close(); // Windows renames nothing over an open file
    handle = await rewrite(path, live);
  }

  function write(...records: JournalRecord[]): Promise<void> {
    for (const record of records) waiting.push(remember(live, record));
    if (!next) {
      next = last.then(append);
      last = next.catch(() => {});
    }
    return next;
  }

  return {
    *entries(kind, shape) {
      for (const line of live.values()) {
        const record = JSON.parse(line) as JournalRecord;
        if (record.kind !== kind) continue;
        if (hasShape(record.value, shape)) yield [record.key, record.value];
        else log(`${path}: a ${kind} that was edited is left out; its owner must sign in again.`);
      }
    },
    write,
    async close() {
      await last;
      await handle.close();
    },
  };
}

function remember(live: Map<string, string>, record: JournalRecord): string {
  const line = `${JSON.stringify(record)}\n`;
  const id = `${record.kind} ${record.key}`;
  if (record.value === null) live.delete(id);
  else live.set(id, line);
  return line;
}

async function rewrite(path: string, live: Map<string, string>): Promise<FileHandle> {
  await replaceFile(path, [...live.values()].join(''));
  return open(path, 'a', 0o600);
}

import { copyFile, type FileHandle, open } from 'node:fs/promises';
import { fileProblem, type Log, readIfThere, replaceFile } from './data-files.ts';
import { hasShape, type Journal, type JournalRecord } from './journal.ts';

/** Bytes beyond those of the last time after which the file is written anew. */
const slack = 2 * 1024 * 1024;

/** Milliseconds between two tries to write the file anew on a disk that refuses. */
const pause = 1000;

/**
 * A journal in one file, a JSON object a line, appended to.
 *
 * `write` resolves when the operating system has the lines, so a killed process loses nothing that
 * it answered; everything that waits goes in one append. It does not fsync: a power cut may cost
 * the last seconds, and so one sign-in.
 *
 * A disk that takes nothing more (full, unplugged) stops no sign-in: grants are in memory, and the file is
 * written anew when the disk takes it again. What is to be done is said once.
 */
export async function openJournal(path: string, log: Log): Promise<Journal> {
  const live = await readJournal(path, log);
  let { handle, size }: Written = await rewrite(path, live);
  let surplus = 0;
  let waiting: string[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  let isBehind = false;
  let triedAt = 0;

  async function append(): Promise<void> {
    const lines = Buffer.from(waiting.join(''));
    waiting = [];
    next = undefined;
    surplus += lines.length;
    try {
      if (isBehind ? performance.now() > triedAt + pause : surplus >= size + slack) await renew();
      else if (!isBehind) await handle?.appendFile(lines);
    } catch (error) {
      await fallBehind(error);
    }
  }

  async function renew(): Promise<void> {
    const old = handle;
    handle = undefined;
    await old?.close(); // Windows renames nothing over an open file
    ({ handle, size } = await rewrite(path, live));
    surplus = 0;
    if (isBehind) log(`${path} is written again, with all that it missed.`);
    isBehind = false;
  }

  async function fallBehind(error: unknown): Promise<void> {
    if (!isBehind) log(`${(await fileProblem(path, 'written', error)).message} ${meanwhile}`);
    isBehind = true;
    triedAt = performance.now();
  }

  function write(...records: JournalRecord[]): Promise<void> {
    for (const record of records) waiting.push(remember(live, record));
    if (!next) {
      next = last.then(append);
      last = next;
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
      if (isBehind) await renew().catch(fallBehind);
      await handle?.close();
    },
  };
}

const meanwhile =
  'The emulator continues without it; users who sign in until then must sign in again after its next start.';

function remember(live: Map<string, string>, record: JournalRecord): string {
  const line = `${JSON.stringify(record)}\n`;
  const id = `${record.kind} ${record.key}`;
  if (record.value === null) live.delete(id);
  else live.set(id, line);
  return line;
}

interface Written {
  /** For more lines; absent while the file is written anew. */
  handle: FileHandle | undefined;
  /** Bytes. */
  size: number;
}

async function rewrite(path: string, live: Map<string, string>): Promise<Written> {
  const text = [...live.values()].join('');
  await replaceFile(path, text);
  return { handle: await open(path, 'a', 0o600), size: Buffer.byteLength(text) };
}

/**
 * Reads the lines of a journal that still count, by kind and key.
 *
 * The last line may be cut off by a kill: no client was answered on the strength of it, so it is
 * dropped. Any other line that cannot be read was damaged later: a copy of the file is kept.
 */
async function readJournal(path: string, log: Log): Promise<Map<string, string>> {
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
      'The users of these grants must sign in again.',
  );
}

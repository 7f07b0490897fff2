/** Fills a journal until the disk takes no more, empties it, and closes it; for the specs. */
import { openJournal } from '../server/storage/file-journal.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const journal = await openJournal(process.argv[2] ?? '', say);
const value = { text: 'x'.repeat(1000) };
for (let key = 0; key < 20; key += 1) await journal.write({ kind: 'k', key: String(key), value });
for (let key = 0; key < 20; key += 1)
  await journal.write({ kind: 'k', key: String(key), value: null });
await journal.write({ kind: 'k', key: 'last', value: {} });
say('all were answered');
await journal.close();

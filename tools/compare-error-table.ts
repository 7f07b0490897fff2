// Compares the AADSTS numbers of auth-core with Microsoft's list, saved from
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes as HTML or as Markdown.
//   node --import tsx tools/compare-error-table.ts FILE   says what differs; exit code 1 when a number is missing
//     --accept             keeps the date of the list, for docs/errors.md
//     --date 2026-11-21    for a page that does not tell its date
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Code, dataFile, readData } from './docs/error-facts.ts';
import { compareNumbers, publishedNumbers, publishedOn } from './docs/published-codes.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { accept: { type: 'boolean' }, date: { type: 'string' } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1)
    throw new Error('Name one file: the list of AADSTS numbers, saved as HTML or as Markdown.');
  const page = readFileSync(file, 'utf8');
  const published = publishedNumbers(page);
  if (published.size === 0)
    throw new Error(
      `${file} has no table of AADSTS numbers. Save the whole page, or its Markdown source.`,
    );
  const date = values.date ?? publishedOn(page);
  console.log(`${published.size} numbers in the list of ${date ?? 'an unknown date'}`);

  const list = (title: string, codes: string[]) => {
    if (codes.length > 0) console.log(`\n${title}`);
    for (const code of codes)
      console.log(`  ${code}  ${(published.get(code) ?? '').slice(0, 160)}`.trimEnd());
  };
  const found = compareNumbers(published, readData<Code[]>('aadsts-codes'));
  list('Missing: add a record to libs/auth-core/data/aadsts-codes.json.', found.missing);
  list('No longer in the list: look whether the record still holds.', found.withdrawn);
  list('In the list by now: their source is "reference".', found.confirmed);
  if (found.missing.length > 0) process.exitCode = 1;
  else console.log('\nEvery published number has a record.');

  if (values.accept) {
    if (!/^\d{4}-\d\d-\d\d$/.test(date ?? ''))
      throw new Error('The page does not tell its date. Give it: --date YYYY-MM-DD.');
    const kept = { ...readData<object>('published-list'), date };
    writeFileSync(dataFile('published-list'), `${JSON.stringify(kept, undefined, 2)}\n`);
    console.log('\nThe date is kept. Run: npx nx run auth-core:errors');
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

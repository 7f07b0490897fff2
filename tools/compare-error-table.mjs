// Compares the AADSTS numbers of auth-core with Microsoft's list, saved from
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes as HTML or as Markdown.
//   node tools/compare-error-table.mjs FILE                      says what differs; exit code 1 when a number is missing
//   node tools/compare-error-table.mjs FILE --accept             keeps the date of the list, for docs/errors.md
//   node tools/compare-error-table.mjs FILE --date 2026-11-21    for a page that does not tell its date
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { compareNumbers, publishedNumbers, publishedOn } from './compare-error-table.published.mjs';

const data = (name) => new URL(`../libs/auth-core/data/${name}.json`, import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { accept: { type: 'boolean' }, date: { type: 'string' } },
});

/** @returns {never} */
function refuse(why) {
  console.error(why);
  process.exit(2);
}

const [file] = positionals;
if (!file || positionals.length > 1)
  refuse('Name one file: the list of AADSTS numbers, saved as HTML or as Markdown.');
const page = await readFile(file, 'utf8').catch(({ code }) => refuse(`${file}: ${code}`));
const published = publishedNumbers(page);
if (published.size === 0)
  refuse(`${file} has no table of AADSTS numbers. Save the whole page, or its Markdown source.`);

const records = JSON.parse(await readFile(data('aadsts-codes'), 'utf8'));
const { missing, withdrawn, confirmed } = compareNumbers(published, records);
const date = values.date ?? publishedOn(page);
console.log(`${published.size} numbers in the list of ${date ?? 'an unknown date'}`);

const report = (title, codes) => {
  if (codes.length) console.log(`\n${title}`);
  for (const code of codes)
    console.log(`  ${code}  ${(published.get(code) ?? '').slice(0, 160)}`.trimEnd());
};
report('Missing: add a record to libs/auth-core/data/aadsts-codes.json.', missing);
report('No longer in the list: look whether the record still holds.', withdrawn);
report('In the list by now: their source is "reference".', confirmed);
if (missing.length) process.exitCode = 1;
else console.log('\nEvery published number has a record.');

if (values.accept) {
  if (!/^\d{4}-\d\d-\d\d$/.test(date ?? ''))
    refuse('The page does not tell its date. Give it: --date YYYY-MM-DD.');
  const kept = { ...JSON.parse(await readFile(data('published-list'), 'utf8')), date };
  await writeFile(
    data('published-list'),
    await format(JSON.stringify(kept), { parser: 'json', filepath: 'published-list.json' }),
  );
  console.log('\nThe date is kept. Run: npx nx run auth-core:errors');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The tests of kept-tests.tsv that a full run does not have: renaming or moving a test must not lose what it
 * asserts.
 *
 * A line is the title of a test as it was when the list was made, and after a tab the title of the test that
 * asserts the same today, or `-` where what it tested is gone. Without a tab the title is unchanged; one
 * that stands there twice is that of two tests.
 *
 * @param titles - of the run
 * @param list - the text of the list
 * @returns those that are missing, `old → today`
 */
export function missingTests(titles: string[], list = readList()): string[] {
  const has = new Map<string, number>();
  for (const title of titles.map(plain)) has.set(title, (has.get(title) ?? 0) + 1);
  const isMissing = (line: string) => {
    const [old = '', today] = line.split('\t');
    const left = has.get(today ?? old) ?? 0;
    // One test may assert today what several did.
    if (today === undefined) has.set(old, left - 1);
    return left <= 0 && today !== '-';
  };
  return list
    .split('\n')
    .filter(Boolean)
    .filter(isMissing)
    .map((line) => line.replace('\t', ' → '));
}

const readList = () => readFileSync(join(import.meta.dirname, 'kept-tests.tsv'), 'utf8');

/** Without what is not the same in each run: random IDs, and the numbers of rows in a table of cases. */
const plain = (title: string) =>
  title
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ \(\d+\)$/, '')
    .slice(0, 200);

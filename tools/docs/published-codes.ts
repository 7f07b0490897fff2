// What a saved copy of Microsoft's page of AADSTS numbers holds, as Markdown or as HTML.

/** A row of the page's table begins with a number, whatever the rest of the page says of numbers. */
const ROWS = [
  /^\|\s*`?AADSTS(\d{5,8})`?\s*\|\s*(.*?)\s*\|?\s*$/gm,
  /<td[^>]*>(?:\s|<[^>]{1,200}>)*AADSTS(\d{5,8})(?:\s|<\/?(?!td)[^>]{1,200}>)*<\/td>\s*<td[^>]*>([^]*?)<\/td>/g,
];

const DATES = [
  /^ms\.date:\s*(\S+)/m,
  /<meta\s+name="ms\.date"\s+content="([^"]+)"/,
  /<meta\s+content="([^"]+)"\s+name="ms\.date"/,
  /<time[^>]*\sdatetime="([^"]+)"/,
];

/** What is said of each number, such as `AADSTS50059`. */
export function publishedNumbers(page: string): Map<string, string> {
  const rows = ROWS.flatMap((row) => [...page.matchAll(row)]);
  return new Map(rows.map(([, number, text = '']) => [`AADSTS${number}`, plain(text)]));
}

/** The day that the page names as its own, such as `2026-11-21`. */
export function publishedOn(page: string): string | undefined {
  const written = DATES.map((date) => date.exec(page)?.[1]).find(Boolean);
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(written ?? '') ?? [];
  return year ? `${year}-${month}-${day}` : /^\d{4}-\d\d-\d\d/.exec(written ?? '')?.[0];
}

/** @param records of data/aadsts-codes.json */
export function compareNumbers(
  published: Map<string, string>,
  records: { code: string; source?: string }[],
) {
  const known = new Set(records.map(({ code }) => code));
  const codesOf = (isReference: boolean, isPublished: boolean) =>
    records
      .filter(({ source }) => (source === 'reference') === isReference)
      .map(({ code }) => code)
      .filter((code) => published.has(code) === isPublished);
  return {
    /** Published, and without a record here. */
    missing: [...published.keys()].filter((code) => !known.has(code)),
    /** Said to be of the list, which has them no more. */
    withdrawn: codesOf(true, false),
    /** Known from elsewhere, and on the list by now. */
    confirmed: codesOf(false, true),
  };
}

const plain = (text: string) =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

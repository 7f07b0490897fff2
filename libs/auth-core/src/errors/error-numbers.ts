import { readList, readProperty, readText } from './read-property.ts';

/**
 * The number that says what happened, with the name of its family: `AADSTS50126` of Entra ID,
 * `AADB2C90080` of Azure AD B2C, `MSIS9659` of AD FS. Where several are listed, the last is the real one:
 * those before it are umbrellas. A number may stand in `error_codes`, in MSAL's text, in `errorNo` (MSAL
 * puts the first there), in the description or in `error_uri`. Words around it may be translated and are
 * not read.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 * @see https://learn.microsoft.com/azure/active-directory-b2c/error-codes
 */
export function decidingNumber(link: unknown, text: string): string | undefined {
  const listed = listedNumbers(link, text);
  if (listed.length) return listed.at(-1);
  const headings = numbersIn(text, heading);
  const inText = headings.length ? headings : numbersIn(text, marked);
  const first = ofEntra(readProperty(link, 'errorNo'));
  if (first && !inText.includes(first)) return first;
  const address = readText(link, 'error_uri') ?? text;
  return inText.at(-1) ?? ofEntra(/\/error\?code=(\d{5,8})\b/.exec(address)?.[1]);
}

/** Entra's have five to eight digits; punctuation may stand before them. */
const NUMBER = String.raw`(AADSTS|AADB2C)[^0-9A-Za-z]{0,4}(\d{5,8})(?!\d)|\bMSIS(\d{4,5})(?!\d)`;
const marked = new RegExp(NUMBER, 'gi');

/** What a description begins with, in a query too; a later number is prose, such as the name of an app. */
const heading = new RegExp(String.raw`(?:${NUMBER})\s{0,2}(?:[:：]|%3a)`, 'gi');

function numbersIn(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, family, number, ofAdfs]) =>
    ofAdfs ? `MSIS${ofAdfs}` : `${family!.toUpperCase()}${number}`,
  );
}

function listedNumbers(link: unknown, text: string): string[] {
  // `Error(s): 70002,50126 - Timestamp: …`; before 2020 `70002,50126 - [2019-…]: …`.
  const [, now, before] =
    /\bError\(s\): (\d[\d,]{4,200})|(?:^|[^\w,])(\d{5,8}(?:,\d{5,8}){0,20}) - \[/.exec(text) ?? [];
  const fromMsal = now ?? before;
  // Inside MSAL's throttle window the errorCode is the joined error_codes.
  const joined = /^\d{5,8}(?: \d{5,8})*$/.exec(readText(link, 'errorCode') ?? '')?.[0];
  // Of JSON that is cut off or written by another language.
  const quoted = /\berror_codes\W{1,8}(\d{5,8}(?:,\s?\d{5,8}){0,20})\b/.exec(text)?.[1];
  const own = readList(link, 'error_codes');
  const list = fromMsal?.split(',') ?? joined?.split(' ') ?? (own.length ? own : undefined);
  return (list ?? quoted?.split(/,\s?/) ?? []).map(ofEntra).filter((one) => one !== undefined);
}

function ofEntra(value: unknown): string | undefined {
  if (typeof value === 'number') return ofEntra(String(value));
  if (typeof value !== 'string') return undefined;
  const number = /^(?:AADSTS)?(\d{5,8})$/.exec(value)?.[1];
  return number && `AADSTS${number}`;
}

import { readList, readProperty, readText } from './read-property.ts';

/**
 * The AADSTS number that says what happened. Where several are listed, the last is the real one: those
 * before it are umbrellas. A number may stand in `error_codes`, in MSAL's text, in `errorNo` (MSAL puts the
 * first there), in the description or in `error_uri`. Words around it may be translated and are not read.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function decidingNumber(link: unknown, text: string): string | undefined {
  const listed = listedNumbers(link, text);
  if (listed.length) return listed.at(-1);
  const inText = Array.from(text.matchAll(marked), (match) => match[1]!);
  const first = digits(readProperty(link, 'errorNo'));
  if (first && !inText.includes(first)) return first;
  return inText.at(-1) ?? /[?&]code=(\d{5,7})\b/.exec(readText(link, 'error_uri') ?? '')?.[1];
}

/** Five digits, or a six- or seven-digit code of its own; `&nbsp;` and punctuation may stand before it. */
const marked = /AADSTS(?:&nbsp;|&#160;|[^0-9A-Za-z]){0,4}(\d{5,7})(?!\d)/gi;

function listedNumbers(link: unknown, text: string): string[] {
  const fromMsal = /^Error\(s\): ([\d,]{5,200})/.exec(text)?.[1];
  // Inside MSAL's throttle window the errorCode is the joined error_codes.
  const joined = /^\d{5,7}(?: \d{5,7})*$/.exec(readText(link, 'errorCode') ?? '')?.[0];
  const list = fromMsal?.split(',') ?? joined?.split(' ') ?? readList(link, 'error_codes');
  return list.map(digits).filter((number) => number !== undefined);
}

function digits(value: unknown): string | undefined {
  if (typeof value === 'number') return digits(String(value));
  return typeof value === 'string' ? /^(?:AADSTS)?(\d{5,7})$/.exec(value)?.[1] : undefined;
}

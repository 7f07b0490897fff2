import { systemCode } from '@entra-flows/primitives/system-code';
import {
  isProgramError,
  isUnansweredFetch,
  messageText,
  readList,
  readProperty,
  readText,
} from './read-property.ts';

/** What one link of the chain says, before it is judged. */
export interface Evidence {
  name: string;
  /** OAuth's, MSAL's or this library's word; MSAL's may be empty. */
  word: string | undefined;
  /** Node's code, or a DOMException's name. */
  system: string;
  syscall: string;
  suberror: string;
  /** With its family: `AADSTS50126`, `AADB2C90080`, `MSIS9659`. */
  number: string | undefined;
  /** HTTP status, or NaN */
  status: number;
  text: string;
  /** A wait ran out in which the authority never answered: what stands behind it says more. */
  unanswered: boolean;
}

export function readEvidence(link: unknown): Evidence {
  const text = isProgramError(link) ? '' : (messageText(link) ?? '');
  const name = readText(link, 'name') ?? '';
  const refusal = refusalOfProxy(link, text);
  return {
    name,
    word: readWord(link, text),
    system: refusal?.system ?? (systemCode(link) || name),
    syscall: readText(link, 'syscall') ?? '',
    suberror:
      readText(link, 'subError', 'suberror', 'oauth_sub_error') ??
      quotedSuberror.exec(text)?.[1] ??
      '',
    number: decidingNumber(link, text),
    // The broker's statusCode is its own number, not HTTP's.
    status: refusal?.status ?? Number(firstNumber(link, 'status', 'httpStatus')),
    text,
    unanswered: readProperty(link, 'unanswered') === true,
  };
}

/**
 * What a proxy answered to the CONNECT of Node's own `https` or `fetch`, or of undici. It has the codes of this
 * library's ProxyError; a status that has a code of its own says more.
 */
function refusalOfProxy(
  link: unknown,
  text: string,
): Pick<Evidence, 'system' | 'status'> | undefined {
  const code = readText(link, 'code');
  const told =
    code === 'UND_ERR_ABORTED' ? /^Proxy response \((\d{3})\)/.exec(text)?.[1] : undefined;
  const status =
    code === 'ERR_PROXY_TUNNEL' ? firstNumber(link, 'statusCode') : Number(told ?? NaN);
  if (!status) return undefined;
  if (status === 407 || status === 511) return { system: '', status };
  return { system: status >= 500 ? 'ERR_PROXY_GATEWAY' : 'ERR_PROXY_REFUSED', status: NaN };
}

function readWord(link: unknown, text: string): string | undefined {
  const word = readText(link, 'errorCode', 'error', 'error_code');
  // MSAL's own word for it in a browser.
  if (word === undefined && isUnansweredFetch(link)) return 'no_network_connectivity';
  // While polling, MSAL keeps nothing of the answer but its word, as the message.
  if (word === 'post_request_failed') return /^[a-z_]+$/.test(text) ? text : word;
  if (word !== undefined) return word;
  if (readProperty(link, 'errorCode') === '') return '';
  return (assigned.exec(text) ?? leading.exec(text))?.[1];
}

/** The quotes of JSON, of JSON in JSON, and of Python. */
const QUOTE = `\\\\{0,3}["']`;

/**
 * `error="invalid_token"` of WWW-Authenticate, `oauth2: "invalid_grant"`, JSON that is cut off, a hash of Ruby
 * (`"error"=>"x"`) or an array of PHP (`[error] => x`), `ErrorCode: x` of MSAL.NET.
 */
const assigned = new RegExp(
  `\\b(?:error|ErrorCode|oauth2)(?:${QUOTE}|\\])?\\s?(?:=>|[:=])\\s?(?:${QUOTE})?([a-z]+_[a-z_]+)\\b`,
);

/** `invalid_grant: AADSTS50126: …`, `(invalid_request) AADSTS28003: …`: a word that leads its text. */
const leading = /(?:^|[:"']\s{0,2}|^\()([a-z]+(?:_[a-z]+)+)(?:: |\) )/;

const quotedSuberror = new RegExp(
  `\\bsuberror${QUOTE}\\s?:\\s?${QUOTE}([a-z]+(?:_[a-z]+){0,5})${QUOTE}`,
);

function firstNumber(link: unknown, ...keys: string[]): number | undefined {
  return keys.map((key) => readProperty(link, key)).find((value) => typeof value === 'number');
}

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
function decidingNumber(link: unknown, text: string): string | undefined {
  const listed = listedNumbers(link, text);
  if (listed.length) return listed.at(-1);
  if (!isAnswer(link) && !spoken.test(text)) return undefined;
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

/**
 * Text that an authority wrote begins with its number, also behind the words that a library puts before it, or
 * has its IDs. "See AADSTS50059 in the docs" is prose of a program.
 */
const spoken = new RegExp(
  String.raw`^\W{0,8}(?:\(?[\w.]{1,60}[:)]\s{0,2}){0,6}["']?(?:${NUMBER})|(?:[.:!?>="'()[\n]|%3a)[\s"'+]{0,3}(?:${NUMBER})\s{0,2}(?:[:：]|%3a)|(?:Trace|Correlation).ID(?:[^0-9a-z]|%3a){1,8}[0-9a-f]{8}-|/error\?code=\d`,
  'i',
);

/** Members that only an answer of an authority has, or an error that MSAL or this library made of one. */
const isAnswer = (link: unknown) =>
  readText(link, 'errorCode', 'error', 'error_description', 'errorDescription', 'error_uri') !==
    undefined || readProperty(link, 'errorNo') !== undefined;

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

import { decidingNumber } from './error-numbers.ts';
import { messageText, readProperty, readText } from './read-property.ts';
import { systemCode } from '@entra-flows/primitives/system-code';

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
  const text = messageText(link) ?? '';
  const name = readText(link, 'name') ?? '';
  return {
    name,
    word: readWord(link, text),
    system: systemCode(link) || name,
    syscall: readText(link, 'syscall') ?? '',
    suberror:
      readText(link, 'subError', 'suberror', 'oauth_sub_error') ??
      quotedSuberror.exec(text)?.[1] ??
      '',
    number: decidingNumber(link, text),
    // The broker's statusCode is its own number, not HTTP's.
    status: Number(firstNumber(link, 'status', 'httpStatus')),
    text,
    unanswered: readProperty(link, 'unanswered') === true,
  };
}

function readWord(link: unknown, text: string): string | undefined {
  const word = readText(link, 'errorCode', 'error', 'error_code');
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

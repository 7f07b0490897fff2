import { decidingNumber } from './error-numbers.ts';
import { readProperty, readText } from './read-property.ts';

/** What one link of the chain says, before anybody judges it. */
export interface Evidence {
  name: string;
  /** OAuth's, MSAL's or this library's word; MSAL's may be empty. */
  word: string | undefined;
  /** Node's code, or a DOMException's name. */
  system: string;
  syscall: string;
  suberror: string;
  number: string | undefined;
  /** HTTP status, or NaN */
  status: number;
  text: string;
  /** A wait ran out in which the authority never answered: what stands behind it says more. */
  unanswered: boolean;
}

export function readEvidence(link: unknown): Evidence {
  const own = typeof link === 'string' ? link : readText(link, 'error_description', 'errorMessage');
  const text = own ?? readText(link, 'message') ?? '';
  const name = readText(link, 'name') ?? '';
  return {
    name,
    word: readWord(link, text),
    system: readText(link, 'code') ?? name,
    syscall: readText(link, 'syscall') ?? '',
    suberror: readText(link, 'subError', 'suberror') ?? '',
    number: decidingNumber(link, text),
    // The broker's statusCode is its own number, not HTTP's.
    status: Number(firstNumber(link, 'status', 'httpStatus')),
    text,
    unanswered: readProperty(link, 'unanswered') === true,
  };
}

function readWord(link: unknown, text: string): string | undefined {
  const word = readText(link, 'errorCode', 'error');
  // While polling, MSAL keeps nothing of the answer but its word, as the message.
  if (word === 'post_request_failed') return /^[a-z_]+$/.test(text) ? text : word;
  if (word !== undefined) return word;
  if (readProperty(link, 'errorCode') === '') return '';
  // `error="invalid_token"` of a WWW-Authenticate header, `oauth2: "invalid_grant"` of other libraries.
  return /\b(?:error|oauth2)"?\s?[:=]\s?"?([a-z]+_[a-z_]+)\b/.exec(text)?.[1];
}

function firstNumber(link: unknown, ...keys: string[]): number | undefined {
  return keys.map((key) => readProperty(link, key)).find((value) => typeof value === 'number');
}

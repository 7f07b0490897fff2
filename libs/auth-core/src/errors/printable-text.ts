/**
 * One line that a terminal can show: control characters, line ends and characters that turn the direction
 * of writing are gone, what looks like a secret is hidden, and it has an end. Words, error codes, hosts and
 * scopes stay: they are what the reader needs.
 *
 * @param trusted a text of this project, or a path: only runs that no file name has are hidden
 */
export function printableText(text: string, { trusted = false, longest = 300 } = {}): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/&nbsp;|&#160;|&#xa0;/gi, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(login, '$1…@')
    .replace(named, hideValue)
    .replace(header, (all, scheme: string, value: string) => (isWords(value) ? all : `${scheme} …`))
    .replace(trusted ? veryLong : long, (run) => (isHarmless(run) ? run : '…'))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** RFC 3986 section 3.2.1 */
const login = /(:\/\/)[^\s/?#@]{1,200}@/g;

/** `code=…`, `"refresh_token": "…"` */
const named =
  /\b((?:\w*(?:token|secret|password|passwd|pwd|assertion|verifier|code|nonce|state|cookie|SAMLResponse))|sig|[\w-]*(?:api|account|access|subscription)[_-]?key)("?\s{0,3}[:=]\s{0,3}"?)([^\s"&,;]+)/gi;

/** `InvalidAuthenticationToken: Access token has expired` is an error and its prose; a password may be a word. */
function hideValue(
  all: string,
  name: string,
  between: string,
  value: string,
  at: number,
  text: string,
): string {
  // "failed with error code: 80049217"
  if (/^(?:0x[\da-f]{1,8}|\d{1,10})\b/i.test(value) && /\berror $/i.test(text.slice(0, at)))
    return all;
  const isErrorName = /^(?:[A-Z][a-z]+){2,10}$/.test(name);
  const isCode = /^(?:\w{1,20}_)?code$/i.test(name) && !/^(?:user|device)_/i.test(name);
  const isProse = !between.includes('=') && isWords(value.replace(/[.)\]}]{0,3}$/, ''));
  // "cannot read the token: Lifetime validation failed"
  const isSentence = /(?:token|state)$/i.test(name) && /^[A-Z]/.test(value);
  if (isProse && (isErrorName || isCode || isSentence)) return all;
  const isNumber = /^(?:\d{1,3}|(?:AADSTS|AADB2C|MSIS)\d{4,8})\b[^\w]?$/.test(value);
  return isCode && isNumber ? all : `${name}${between}…`;
}

/** RFC 6750 section 2.1, RFC 7617 */
const header = /\b(bearer|basic)\s+([\w.~+/=-]{8,})/gi;

/** Long enough to be a token, a device code or a verifier (RFC 7636: 43 characters at least). */
const long = /[\w.~+/=-]{20,}/g;
const veryLong = /[\w~+=-]{40,}/g;

/** `Access`, `TokenIssuedBeforeRevocationTimestamp`, `invalid_grant`, `Request_ResourceNotFound`; no `BCDFGHJKL`. */
const isWords = (text: string) =>
  text.length <= 80 &&
  text.split(/[._-]/).every((part) => /^[A-Z]?[a-z]{1,30}(?:[A-Z][a-z]{1,30})*$/.test(part));

/** An identifier that support asks for, a word, an address of a host and a path, or a path: not a secret. */
function isHarmless(run: string): boolean {
  return run.split('/').every((part, index, parts) => {
    const isHost = index === 2 && parts[0] === '' && parts[1] === '';
    return part === '' || harmlessPart.test(part) || (isHost && host.test(part));
  });
}

const harmlessPart =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\.?[a-z]+(?:[._-][a-z]+)*\.?|oauth2|v?\d{1,2}(?:\.\d{1,2})?)$/i;

const host = /^(?:[a-z0-9-]{1,25}\.){1,5}[a-z]{2,10}$/i;

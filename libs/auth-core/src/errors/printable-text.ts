/**
 * One line that a terminal can show: control characters, line ends and characters that turn the direction
 * of writing are gone, what looks like a secret is hidden, and it has an end.
 *
 * @param trusted a text of this project, or a path: only runs that no file name has are hidden
 */
export function printableText(text: string, { trusted = false, longest = 300 } = {}): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/&nbsp;/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(named, '$1$2…')
    .replace(header, '$1 …')
    .replace(trusted ? veryLong : long, (run) => (isHarmless(run) ? run : '…'))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** `code=…`, `"refresh_token": "…"` */
const named =
  /\b(\w*(?:token|secret|password|passwd|pwd|assertion|verifier|code|nonce|state|cookie|SAMLResponse))("?\s{0,3}[:=]\s{0,3}"?)[^\s"&,;]+/gi;

/** RFC 6750 section 2.1, RFC 7617 */
const header = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;

/** Long enough to be a token, a device code or a verifier (RFC 7636: 43 characters at least). */
const long = /[\w.~+/=-]{20,}/g;
const veryLong = /[\w~+=-]{40,}/g;

/** An identifier that support asks for, a word, a host or a path is no secret. */
const isHarmless = (run: string) =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(run) ||
  /^[a-z]+(?:[._/-][a-z]+)*$/i.test(run);

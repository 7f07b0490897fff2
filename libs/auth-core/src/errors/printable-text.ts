/**
 * One line that a terminal can show: control characters, line ends and characters that turn the direction
 * of writing are gone, what looks like a secret is hidden, and it has an end.
 */
export function printableText(text: string, longest = 300): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/&nbsp;/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(named, '$1$2…')
    .replace(long, (run) => (isHarmless(run) ? run : '…'))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** `code=…`, `"refresh_token": "…"`, `Bearer …` */
const named =
  /\b(\w*(?:token|secret|password|passwd|pwd|assertion|verifier|code|nonce|state|cookie|SAMLResponse|bearer|basic))("?\s{0,3}[:=]\s{0,3}"?|\s+(?=[\w-]{12}))(?!\/\/)[^\s"&,;]+/gi;

/** Anything long enough to be a token, a device code or a verifier (RFC 7636: 43 characters at least). */
const long = /[\w.~+/=-]{20,}/g;

/** An identifier that support asks for, a word, a host or a path is no secret. */
const isHarmless = (run: string) =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(run) ||
  /^[a-z]+(?:[._/-][a-z]+)*$/i.test(run);

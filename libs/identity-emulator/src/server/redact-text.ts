const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a client sent, cut short before it is kept: developers show and share traces, and a client in
 * development puts a token or a secret in any place. What is long and random becomes `…`.
 */
export function redactText(text = '', longest = 100): string {
  const shown = text
    .slice(0, longest + 1)
    .replace(/[\w.~+=-]{24,}/g, (run) => (isPlain(run) ? run : '…'));
  return ownText(shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown);
}

/** An ID or words; anything else of this length may be a token, a code or a secret. */
const isPlain = (run: string): boolean =>
  GUID.test(run) || /^[a-z]+\d?(?:[._-][a-z]+\d?)*$/i.test(run);

/**
 * The same text, for what is kept. V8 makes a part of a long text a view of the whole, so that a client's
 * name kept the whole body of its request in memory.
 */
export const ownText = (part: string): string => Buffer.from(part).toString();

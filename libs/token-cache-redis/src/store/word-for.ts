/** A name for what went wrong: the message of a Redis client may quote what was sent, tokens too. */
export function wordFor(error: unknown): string {
  const { code, name, errors } = Object(error) as Record<string, unknown>;
  if (Array.isArray(errors) && errors.length > 0) return wordFor(errors[0]);
  const isWord = (text: unknown): text is string =>
    typeof text === 'string' && /^\w{1,60}$/.test(text);
  return [code, name].find(isWord) ?? 'unknown';
}

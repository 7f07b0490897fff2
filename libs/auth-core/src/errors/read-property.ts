/** A property of anything: undefined where a getter or a proxy throws, or where there are no properties. */
export function readProperty(from: unknown, key: string | symbol): unknown {
  if ((typeof from !== 'object' && typeof from !== 'function') || from === null) return undefined;
  try {
    return (from as Record<string | symbol, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** At most this many characters of a text are looked at, so that a huge one costs nothing. */
export const longestText = 16_384;

export function readText(from: unknown, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const value = readProperty(from, key);
    if (typeof value === 'string' && value) return value.slice(0, longestText);
  }
  return undefined;
}

/** At most eight elements: an AggregateError has as many as a host has addresses. */
export function readList(from: unknown, key: string | symbol): unknown[] {
  const value = readProperty(from, key);
  try {
    if (!Array.isArray(value)) return [];
  } catch {
    return []; // a revoked proxy
  }
  const length = Math.min(Number(readProperty(value, 'length')) || 0, 8);
  return Array.from({ length }, (_, index) => readProperty(value, String(index)));
}

/** The prose of a link: itself where it is a text. Non-breaking spaces of a page are spaces. */
export function messageText(link: unknown): string | undefined {
  const text =
    typeof link === 'string'
      ? link.slice(0, longestText)
      : readText(link, 'error_description', 'errorDescription', 'errorMessage', 'message');
  return text?.replace(/&nbsp;|&#160;|&#xa0;/gi, ' ');
}

/** A mistake that the language, Node or a check of arguments found in the program: a developer wrote its text. */
export const isProgramError = (link: unknown) =>
  /^(?:Type|Range|Reference)Error$/.test(readText(link, 'name') ?? '') &&
  readText(link, 'errorCode') === undefined &&
  !isUnansweredFetch(link);

/** The TypeError of a `fetch` that got no answer, in the words of Chromium, WebKit, Firefox and Node.js. */
export const isUnansweredFetch = (link: unknown) =>
  readText(link, 'name') === 'TypeError' &&
  /^(?:(?:Failed to fetch|Load failed)(?: \(\S+\))?|NetworkError when attempting to fetch resource\.|fetch failed|network error|terminated)$/.test(
    readText(link, 'message') ?? '',
  );

import { longestText, readList, readProperty, readText } from './read-property.ts';

/** Deeper or wider than any honest error; it bounds a cycle of proxies that are new at every look. */
const mostLinks = 32;

/**
 * The error and everything that stands behind it, nearest first: `cause`, MSAL's `NetworkError.error`,
 * the attempts of an AggregateError, the broker's own error, and an answer quoted in a message or kept as
 * the body of a response.
 */
export function errorChain(error: unknown): unknown[] {
  const links: unknown[] = [error];
  const seen = new Set(links);
  for (let at = 0; at < links.length && links.length < mostLinks; at++) {
    for (const next of behind(links[at])) {
      if (next === undefined || next === null || seen.has(next)) continue;
      seen.add(next);
      links.push(next);
    }
  }
  return links.slice(0, mostLinks);
}

function behind(link: unknown): unknown[] {
  return [
    embeddedAnswer(typeof link === 'string' ? link : readText(link, 'errorMessage', 'message')),
    embeddedAnswer(readText(link, 'response_body', 'responseBody', 'body', 'data')),
    ...['error', 'response', 'data', 'body', 'errorResponse', 'oauthError'].map((key) =>
      objectAt(link, key),
    ),
    readProperty(link, 'platformBrokerError'),
    readProperty(link, 'cause'),
    ...readList(link, 'errors'),
  ];
}

/** The answer hangs below the errors of HTTP clients. A text there is the word of an answer, or a whole body. */
function objectAt(link: unknown, key: string): unknown {
  const value = readProperty(link, key);
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** The OAuth answer that a text is or quotes: a JSON body, or the query of a redirect. Undefined where there is none. */
function embeddedAnswer(text: string | undefined): object | undefined {
  if (!text) return undefined;
  const bounded = text.slice(0, longestText);
  return quotedJson(bounded) ?? quotedQuery(bounded);
}

function quotedJson(text: string): object | undefined {
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  if (!/"(?:error|message)/.test(json)) return undefined;
  try {
    return JSON.parse(json) as object;
  } catch {
    return undefined;
  }
}

/** `error` may stand anywhere in it; copied out of a page, each `&` is `&amp;`. */
function quotedQuery(text: string): object | undefined {
  const [, query] =
    /(?:^|[?#])([^\s"'<>?#]*?\berror=[^\s"'<>]+)/.exec(text) ??
    /&(error=[^\s"'<>]+)/.exec(text) ??
    [];
  return query ? Object.fromEntries(new URLSearchParams(query.replace(/&amp;/g, '&'))) : undefined;
}

import { longestText } from './read-property.ts';

/** The OAuth answer that a text is or quotes: a JSON body, or the query of a redirect. Undefined where there is none. */
export function embeddedAnswer(text: string | undefined): object | undefined {
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

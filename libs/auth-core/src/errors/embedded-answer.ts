import { longestText } from './read-property.ts';

/** The OAuth answer that a text is or quotes: a JSON body, or the query of a redirect. Undefined where there is none. */
export function embeddedAnswer(text: string | undefined): object | undefined {
  if (!text) return undefined;
  const bounded = text.slice(0, longestText);
  return quotedJson(bounded) ?? quotedQuery(bounded);
}

function quotedJson(text: string): object | undefined {
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  if (!json.includes('"error')) return undefined;
  try {
    return JSON.parse(json) as object;
  } catch {
    return undefined;
  }
}

function quotedQuery(text: string): object | undefined {
  const query = /(?:^|[?#&])(error=[^\s"'<>]+)/.exec(text)?.[1];
  return query ? Object.fromEntries(new URLSearchParams(query)) : undefined;
}

import type { HttpResponse } from '../http/http.ts';

/** The response with `…` in the token's place. An opaque one may be short, and no pattern finds it. */
export function withoutToken(response: HttpResponse, token: string): HttpResponse {
  // Some writers of JSON escape every slash.
  const forms = new Set([token, token.replaceAll('/', '\\/')]);
  const cut = (text: string) => [...forms].reduce((left, form) => left.replaceAll(form, '…'), text);
  const headers = Object.entries(response.headers).map(([name, value]) => [name, cut(value)]);
  return {
    ...response,
    headers: Object.fromEntries(headers) as Record<string, string>,
    text: cut(response.text),
  };
}

import type { HttpResponse } from '../http/http.ts';

/**
 * Removes the token from an answer with status 400 or above that repeats it: such answers end in logs.
 *
 * @param authorization - the header that was sent
 */
export function fitForLogs(response: HttpResponse, authorization: string | null): HttpResponse {
  const [, token] = /^\S+ +(\S+)$/.exec(authorization ?? '') ?? [];
  return response.status < 400 || !token ? response : withoutToken(response, token);
}

/** The response with `…` in the token's place. An opaque one may be short, and no pattern finds it. */
function withoutToken(response: HttpResponse, token: string): HttpResponse {
  const forms = [token, ...inBase64(token), Buffer.from(token).toString('hex')].map(spelledAnyhow);
  const found = new RegExp(forms.join('|'), 'gi');
  const cut = (text: string) => text.replace(found, '…');
  const headers = Object.entries(response.headers).map(([name, value]) => [name, cut(value)]);
  return {
    status: response.status,
    headers: Object.fromEntries(headers) as Record<string, string>,
    text: cut(response.text),
  };
}

/** Signs may be escaped as in JSON, a form (also twice) or HTML. */
function spelledAnyhow(text: string): string {
  return text.replace(/[^a-z0-9]/gi, (sign) => {
    const decimal = sign.charCodeAt(0);
    const hex = decimal.toString(16);
    const code = `\\u${hex.padStart(4, '0')}`;
    return `(?:\\\\*(?:${code}|${code.slice(1)})|%(?:25)*${hex}|&#(?:${decimal}|x0*${hex});)`;
  });
}

/** Shorter than that, it is found in many a text. */
const SHORTEST = 8;

/** The part that does not depend on what stands around it, for each of the three places where it may begin. */
function inBase64(token: string): string[] {
  return [0, 1, 2]
    .map((before) => {
      const bytes = Buffer.from(' '.repeat(before) + token);
      const whole = bytes.length - (bytes.length % 3);
      return bytes.toString('base64', before === 0 ? 0 : 3, whole);
    })
    .filter((form) => form.length >= SHORTEST)
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

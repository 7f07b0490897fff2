import type { HttpResponse } from './http.ts';

/**
 * How long the server asks to wait, in ms; undefined where it does not say.
 *
 * @param now - ms since 1970, for the date form
 * @see RFC 9110, 10.2.3: seconds or a date
 */
export function retryAfter(response: HttpResponse, now: number): number | undefined {
  const value = response.headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

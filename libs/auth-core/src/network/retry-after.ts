import type { HttpResponse } from './http.ts';

/**
 * How long the server asks to wait, in ms; undefined where it does not say.
 *
 * A date is measured from the server's own `Date`, so that a wrong clock here does no harm.
 *
 * @param now - ms since 1970, for a date from a server that does not tell its time
 * @see RFC 9110, 10.2.3: seconds or a date; 6.6.1: Date
 */
export function retryAfter(response: HttpResponse, now: number): number | undefined {
  const value = response.headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  const sent = Date.parse(response.headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(sent) ? now : sent));
}

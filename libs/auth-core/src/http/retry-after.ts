import type { HttpResponse } from './http.ts';

/** How long the server asks to wait, in ms from `now` (since 1970); undefined where it does not say. */
export function retryAfter({ headers }: HttpResponse, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  return value ? parseRetryAfter(value, headers['date'], now) : undefined;
}

/**
 * What the header means, in ms; undefined for no time at all.
 *
 * A date is measured from the server's own `Date`, so that a wrong clock here does no harm.
 *
 * @param sentAt - the `Date` of the same answer
 * @param now - ms since 1970, for a date from a server that does not send its time
 * @see RFC 9110, 10.2.3: seconds or a date; 6.6.1: Date
 */
export function parseRetryAfter(
  value: string,
  sentAt: string | undefined,
  now: number,
): number | undefined {
  // Some servers send parts of a second.
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(value)) return Number(value) * 1000;
  // JavaScript takes a date for almost any number, -5 for one.
  const isDate = /[a-z]{3}|\d{4}-\d\d-\d\dT/i.test(value);
  const date = isDate ? Date.parse(value) : NaN;
  const sent = Date.parse(sentAt ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(sent) ? now : sent));
}

import { parseRetryAfter } from '../http/retry-after.ts';
import type { Diagnosis } from './diagnosis.ts';
import { longestText, messageText, readProperty, readText } from './read-property.ts';

type SupportFacts = Pick<
  Diagnosis,
  'claims' | 'correlationId' | 'traceId' | 'timestamp' | 'retryAfter'
>;

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const time = '\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,7})?Z?';

const correlationId = field('correlation_id', 'Correlation ID', 'correlationId', guid);
const traceId = field('trace_id', 'Trace ID', 'traceId', guid);
const timestamp = field('timestamp', 'Timestamp', 'timestamp', time);

/** What support and the next request need, each from the first link that has it. */
export function readSupportFacts(links: readonly unknown[]): SupportFacts {
  const facts: SupportFacts = {};
  const take = <K extends keyof SupportFacts>(
    key: K,
    read: (link: unknown) => SupportFacts[K] | undefined,
  ) => {
    for (const link of links) {
      const value = read(link);
      if (value === undefined) continue;
      facts[key] = value;
      return;
    }
  };
  take('correlationId', correlationId);
  take('traceId', traceId);
  take('timestamp', timestamp);
  take('claims', readClaims);
  take('retryAfter', readRetryAfter);
  return facts;
}

/**
 * A reader of one identifier: as the authority wrote it, in a field or behind its label in the text, before
 * what MSAL says, which puts the ID of its own request there. Only the right shape passes: MSAL 7.2.1 has a
 * URL in the correlationId of openid_config_error.
 */
function field(wireKey: string, label: string, msalKey: string, shape: string) {
  const whole = new RegExp(`^${shape}$`, 'i');
  // Behind the label of a description, or as the field of JSON that is quoted and cut off.
  const labelled = new RegExp(`\\b(?:${label}|${wireKey})[^0-9a-z]{1,8}(${shape})`, 'i');
  return (link: unknown): string | undefined =>
    whole.exec(readText(link, wireKey) ?? '')?.[0] ??
    labelled.exec(messageText(link) ?? '')?.[1] ??
    whole.exec(readText(link, msalKey) ?? '')?.[0];
}

/** Cut, it would be no claims request any more. */
function readClaims(link: unknown): string | undefined {
  const claims = readText(link, 'claims');
  return claims && claims.length < longestText ? claims : undefined;
}

/** In seconds; those of an absurd length are no advice. */
function readRetryAfter(link: unknown): number | undefined {
  const headers = readProperty(link, 'responseHeaders') ?? readProperty(link, 'headers');
  const own = readProperty(link, 'retryAfter');
  const value = own ?? readProperty(headers, 'retry-after') ?? readProperty(headers, 'Retry-After');
  const sent = readProperty(headers, 'date') ?? readProperty(headers, 'Date');
  const seconds = typeof value === 'number' ? value : secondsOf(value, sent);
  return seconds >= 0 && seconds <= 86_400 ? Math.ceil(seconds) : undefined;
}

function secondsOf(value: unknown, sent: unknown): number {
  if (typeof value !== 'string' || value.length > 40) return NaN;
  const sentAt = typeof sent === 'string' ? sent : undefined;
  return (parseRetryAfter(value, sentAt, Date.now()) ?? NaN) / 1000;
}

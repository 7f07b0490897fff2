import type { Diagnosis } from './diagnosis.ts';
import { longestText, readProperty, readText } from './read-property.ts';

type SupportFacts = Pick<
  Diagnosis,
  'claims' | 'correlationId' | 'traceId' | 'timestamp' | 'retryAfter'
>;

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const time = '\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,7})?Z?';
const gap = '(?::|&nbsp;|\\s){1,4}';
const whole = (pattern: string) => new RegExp(`^${pattern}$`, 'i');
const labelled = (label: string, pattern: string) => new RegExp(`${label}${gap}(${pattern})`, 'i');

const isGuid = whole(guid);
const isTime = whole(time);
const inText = {
  correlationId: labelled('Correlation ID', guid),
  traceId: labelled('Trace ID', guid),
  timestamp: labelled('Timestamp', time),
};

/** What support asks for, from the first link that has it. Only well-formed values pass. */
export function readSupportFacts(links: readonly unknown[]): SupportFacts {
  const facts: SupportFacts = {};
  const first = <T>(read: (link: unknown) => T | undefined) => {
    for (const link of links) {
      const value = read(link);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  // MSAL puts a URL in the correlationId of openid_config_error, so the shape is checked.
  const correlationId = first((link) => field(link, isGuid, inText.correlationId, 'correlationId', 'correlation_id')); // prettier-ignore
  const traceId = first((link) => field(link, isGuid, inText.traceId, 'traceId', 'trace_id'));
  const timestamp = first((link) => field(link, isTime, inText.timestamp, 'timestamp'));
  const claims = first(readClaims);
  const retryAfter = first(readRetryAfter);
  if (correlationId) facts.correlationId = correlationId;
  if (traceId) facts.traceId = traceId;
  if (timestamp) facts.timestamp = timestamp;
  if (claims) facts.claims = claims;
  if (retryAfter !== undefined) facts.retryAfter = retryAfter;
  return facts;
}

function field(link: unknown, shape: RegExp, label: RegExp, ...keys: string[]): string | undefined {
  const value = readText(link, ...keys);
  if (value && shape.test(value)) return value;
  const text = readText(link, 'error_description', 'errorMessage', 'message');
  return label.exec(typeof link === 'string' ? link.slice(0, longestText) : (text ?? ''))?.[1];
}

/** Cut, it would be no claims request any more. */
function readClaims(link: unknown): string | undefined {
  const claims = readText(link, 'claims');
  return claims && claims.length < longestText ? claims : undefined;
}

/** RFC 9110 section 10.2.3: seconds, or a date. Seconds of an absurd length are no advice. */
function readRetryAfter(link: unknown): number | undefined {
  const headers = readProperty(link, 'responseHeaders') ?? readProperty(link, 'headers');
  const own = readProperty(link, 'retryAfter');
  const value = own ?? readProperty(headers, 'retry-after') ?? readProperty(headers, 'Retry-After');
  const seconds = typeof value === 'number' ? value : secondsOf(value);
  return seconds >= 0 && seconds <= 86_400 ? Math.ceil(seconds) : undefined;
}

function secondsOf(value: unknown): number {
  if (typeof value !== 'string' || value.length > 40) return NaN;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  return Math.max(0, (Date.parse(value) - Date.now()) / 1000);
}

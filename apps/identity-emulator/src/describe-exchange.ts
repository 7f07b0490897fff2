import type { Exchange } from '@entra-flows/identity-emulator';

/** Columns of a line, so that it does not wrap. */
const width = 100;

/**
 * One exchange as a line for users; `--json` has all of it. What a client sent cannot steer the
 * terminal.
 */
export function describeExchange(exchange: Exchange): string {
  const { at, endpoint, method, path, status, grantType, error, correlationId } = exchange;
  const what = grantType ? `${endpoint} (${grantType.split(':').at(-1)})` : endpoint;
  const result = status === 0 ? 'no answer' : [status, error].filter(Boolean).join(' ');
  const detail = endpoint === 'other' ? `${method} ${path}` : tenantOf(path);
  const line = [
    at.slice(11, 19),
    what.padEnd(24),
    result.padEnd(28),
    short(detail),
    short(correlationId ?? ''),
  ];
  const text = line
    .join(' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trimEnd();
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** The first group of a GUID is enough to distinguish two of them. */
const short = (text: string): string =>
  text.replace(/\b([0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '$1…');

/** The authority's path segment shows which sample asks. */
const tenantOf = (path: string): string => path.split('/')[1] ?? '';

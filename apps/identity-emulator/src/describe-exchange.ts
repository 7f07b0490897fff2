import type { Exchange } from '@entra-flows/identity-emulator';

/** Columns of a line where a terminal does not say how many it has. */
const most = 100;

/**
 * One exchange as a line for users; `--json` has all of it. What a client sent cannot steer the
 * terminal.
 *
 * @param columns of the terminal: what does not fit is left out, and no line is broken
 */
export function describeExchange(exchange: Exchange, columns = most): string {
  const { at, endpoint, method, path, status, grantType, error, correlationId } = exchange;
  const what = grantType ? `${endpoint} (${grantType.split(':').at(-1)})` : endpoint;
  const result = status === 0 ? 'no answer' : [status, error].filter(Boolean).join(' ');
  const detail = endpoint === 'other' ? `${method} ${path}` : tenantOf(path);
  const width = Math.min(columns, most);
  const [whatWidth, resultWidth] = width < 80 ? [0, 0] : [20, 26];
  const parts = [
    at.slice(11, 19),
    what.padEnd(whatWidth),
    result.padEnd(resultWidth),
    short(detail),
    short(correlationId ?? ''),
  ].map((part) => part.replace(/[\p{Cc}\p{Cf}]/gu, ' '));
  // What leads furthest stands in front.
  while (parts.length > 3 && parts.join(' ').trimEnd().length > width) parts.pop();
  const text = parts.join(' ').trimEnd();
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** The first group of a GUID is enough to distinguish two of them. */
const short = (text: string): string =>
  text.replace(/\b([0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '$1…');

/** The authority's path segment shows which sample asks. */
const tenantOf = (path: string): string => path.split('/')[1] ?? '';

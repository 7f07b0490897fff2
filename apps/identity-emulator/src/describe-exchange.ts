import type { Exchange } from '@entra-flows/identity-emulator-core';

/** One exchange as a line for people. What a client sent cannot steer the terminal. */
export function describeExchange(exchange: Exchange): string {
  const { at, endpoint, method, path, status, grantType, error, correlationId } = exchange;
  const what = grantType ? `${endpoint} (${grantType.split(':').at(-1)})` : endpoint;
  const result = status === 0 ? 'no answer' : [status, error].filter(Boolean).join(' ');
  const detail = endpoint === 'other' ? `${method} ${path}` : tenantOf(path);
  const line = [at.slice(11, 19), what.padEnd(24), result.padEnd(28), detail, correlationId];
  return line
    .join(' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trimEnd();
}

/** The authority's path segment says which of the samples asks. */
const tenantOf = (path: string): string => path.split('/')[1] ?? '';

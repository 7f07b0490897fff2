import type { Exchange, PublicClientOptions } from '@entra-flows/auth-core';
import { plainText } from './plain-text.ts';
import { standardError } from './standard-streams.ts';

/**
 * What `--verbose` adds to a client: MSAL's log and each HTTP exchange, one line each, without secrets.
 *
 * @param stream - default: stderr
 * @returns members for `publicClientConfiguration`
 */
export function verboseLog(
  stream: { write(text: string): unknown } = standardError,
): Pick<PublicClientOptions, 'log' | 'onExchange'> {
  const line = (text: string) => void stream.write(`${plainText(text).replaceAll('\n', ' ')}\n`);
  return {
    log: (text) => line(`msal  ${text}`),
    onExchange: (exchange) => line(exchangeLine(exchange)),
  };
}

function exchangeLine(exchange: Exchange) {
  const { method, url, status, failure, duration, request, response, note } = exchange;
  const outcome = status === undefined ? `failed: ${failure}` : String(status);
  const facts = [pairs(request), response ? `-> ${pairs(response)}` : '', note && `(${note})`]
    .filter(Boolean)
    .join(' ');
  return `http  ${method} ${url} ${outcome} in ${duration} ms ${facts}`;
}

function pairs(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

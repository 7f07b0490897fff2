import { randomUUID } from 'node:crypto';
import type { Reply } from '../server/reply.ts';
import type { EntraError } from './entra-error.ts';

export interface ErrorContext {
  /** Milliseconds since 1970. */
  now: number;
  correlationId: string;
  /** Where the pages are: an error number is explained there. */
  pagesOrigin: string;
}

/**
 * The whole error body that Entra sends, line breaks included.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes#handling-error-codes-in-your-application
 */
export function errorReply(error: EntraError, context: ErrorContext): Reply {
  const { code, entry } = error;
  const traceId = randomUUID();
  const timestamp = `${new Date(context.now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const description = [
    code === undefined ? error.message : `AADSTS${code}: ${error.message}`,
    `Trace ID: ${traceId}`,
    `Correlation ID: ${context.correlationId}`,
    `Timestamp: ${timestamp}`,
  ].join('\r\n');
  return {
    status: entry.status,
    headers: { 'x-ms-request-id': traceId, ...entry.headers },
    body: {
      error: entry.oauth,
      error_description: description,
      error_codes: code === undefined ? [] : [code],
      timestamp,
      trace_id: traceId,
      correlation_id: context.correlationId,
      ...(code !== undefined && { error_uri: `${context.pagesOrigin}/error?code=${code}` }),
      ...(entry.suberror && { suberror: entry.suberror }),
      ...(entry.claims && { claims: challenge() }),
    },
  };
}

const challenge = (): string =>
  JSON.stringify({ access_token: { capolids: { essential: true, values: [randomUUID()] } } });

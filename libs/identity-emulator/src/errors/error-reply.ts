import { randomUUID } from 'node:crypto';
import { invalidGrant } from './aadsts/shapes.ts';
import { EntraError } from './entra-error.ts';

interface ErrorContext {
  /** Milliseconds since 1970. */
  now: number;
  correlationId: string;
  /** Where the pages are: an error number is explained there. */
  pagesOrigin: string;
}

/** An answer of an endpoint that is an error. */
interface ErrorReply {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/**
 * The whole error body that Entra sends, line breaks included.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes#handling-error-codes-in-your-application
 */
export function errorReply(error: EntraError, context: ErrorContext): ErrorReply {
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

/** Grants that follow a page: the client can take its user back there, and needs the claims for it. */
const afterPage = [
  'authorization_code',
  'device_code',
  'urn:ietf:params:oauth:grant-type:device_code',
];
const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** 50072 to 50079: more than a password is needed. */
const asksForMore = /^5007[2-9]$/;

/**
 * The form in which the token endpoint sends an error. That more than a password is needed is
 * `interaction_required` to an API that asks on behalf of a user, and `invalid_grant` to any other grant.
 */
export function errorForGrant(error: EntraError, grantType: string | null): EntraError {
  const { code, entry, message } = error;
  if (!grantType || grantType === onBehalfOf || !asksForMore.test(String(code))) return error;
  const { claims, ...rest } = { ...entry, oauth: 'invalid_grant' };
  const keepsClaims = claims && afterPage.includes(grantType);
  return new EntraError(code, { ...rest, ...(keepsClaims && { claims }) }, message);
}

/** The error for a text that cannot be a code or refresh token of this issuer. */
export function malformedGrant(): EntraError {
  const text = 'Invalid request. Request is malformed or invalid.';
  return new EntraError(9002313, { ...invalidGrant, text }, text);
}

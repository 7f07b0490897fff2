import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { entraError } from '../errors/entra-error.ts';
import type { Addresses } from './addresses.ts';

/** A client's request, read once and checked. */
export interface ProtocolRequest {
  method: string;
  /** Without the query, which may hold secrets. */
  path: string;
  /** The path segment that names the tenant, as the client wrote it. */
  segment: string;
  query: URLSearchParams;
  form: URLSearchParams;
  /** The bytes as they came; empty without a body. */
  body: Buffer;
  contentType: string | undefined;
  authorization: string | undefined;
  /** Origin of the page that asks by script; absent for any other client. */
  origin: string | undefined;
  correlationId: string;
  /** Where the emulator is, as this client calls it. */
  addresses: Addresses;
}

/** What Express adds to a request, where it came by one of its routes. */
export interface RoutedRequest extends IncomingMessage {
  path?: string;
  params?: Record<string, string | string[]>;
  /** The bytes of the body, where there is one. */
  body?: unknown;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads what the protocol endpoints look at. The body is the raw bytes of a form, if there is one. */
export function readProtocolRequest(
  { method = '', url = '', path = url, headers, params, body: read }: RoutedRequest,
  addresses: Addresses,
): ProtocolRequest {
  const query = new URLSearchParams(/\?.*/.exec(url)?.[0]);
  const body = Buffer.isBuffer(read) ? read : Buffer.alloc(0);
  const form = new URLSearchParams(body.toString());
  const sent = headers['client-request-id'] ?? form.get('client-request-id');
  const asked = String(sent ?? query.get('client-request-id') ?? '');
  return {
    method,
    path,
    segment: String(params?.['tenant'] ?? ''),
    query,
    form,
    body,
    contentType: headers['content-type'],
    authorization: headers.authorization,
    origin: headers.origin,
    correlationId: guid.test(asked) ? asked : randomUUID(),
    addresses,
  };
}

/**
 * A parameter of the form; an empty one counts as absent (RFC 6749 3.2).
 *
 * @throws EntraError 9002313 when it is sent more than once (RFC 6749 3.2 forbids it)
 */
export function parameter(request: ProtocolRequest, name: string): string | undefined {
  const values = request.form.getAll(name);
  if (values.length > 1) throw entraError(9002313, `'${name}' is sent more than once.`);
  return values[0] || undefined;
}

/** @throws EntraError 900144 when it is absent */
export function requiredParameter(request: ProtocolRequest, name: string): string {
  const value = parameter(request, name);
  if (value === undefined) throw entraError(900144, name);
  return value;
}

/**
 * The client's name and secret in an `Authorization: Basic` header, each form-encoded (RFC 6749
 * 2.3.1).
 *
 * @returns undefined without such a header
 *
 * @throws EntraError 9002313 when it cannot be read
 */
export function basicCredentials(header = ''): { clientId: string; secret: string } | undefined {
  const [, packed] = /^Basic +(\S*)$/i.exec(header) ?? [];
  if (packed === undefined) return undefined;
  const [clientId = '', ...rest] = Buffer.from(packed, 'base64').toString().split(':');
  try {
    return { clientId: decode(clientId), secret: decode(rest.join(':')) };
  } catch {
    throw entraError(9002313, 'The Authorization header is not valid.');
  }
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

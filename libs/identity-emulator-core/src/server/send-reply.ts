import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.ts';

/** Sends a reply with the headers that Entra sends with all of them. */
export function sendReply(response: ServerResponse, reply: Reply, correlationId: string): void {
  if (response.destroyed) return;
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    'x-content-type-options': 'nosniff',
    'client-request-id': correlationId,
    ...reply.headers,
    'content-type': reply.type ?? 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  // As text it leaves in one TLS record with the headers; bytes would be a second one.
  response.end(text);
}

import type { ServerResponse } from 'node:http';

/** What an endpoint answers. Endpoints return it; `endpoint` sends it. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is text already. */
  body: Record<string, unknown> | string;
  /** Content type, where it is not plain JSON. */
  type?: string;
}

/** A reply, or what happens to the connection instead. */
export type Outcome = Reply | 'hang' | 'drop';

/** Sends a reply with the headers that Entra sends with all of them. */
function sendReply(response: ServerResponse, reply: Reply, correlationId: string): void {
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

/** Sends a reply, or leaves or breaks the connection for a fault. */
export function sendOutcome(
  response: ServerResponse,
  outcome: Outcome,
  correlationId: string,
): void {
  if (outcome === 'hang') return;
  if (outcome === 'drop') response.destroy();
  else sendReply(response, outcome, correlationId);
}

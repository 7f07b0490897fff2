import type { ServerOptions } from 'node:http';

/** What a slow or greedy client may take. */
export const serverLimits: ServerOptions = {
  // A browser sends the cookies of every program that was ever served at localhost.
  maxHeaderSize: 512 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  // Above the polling interval, so that a waiting client keeps its connection.
  keepAliveTimeout: 65_000,
};

/** Milliseconds for a TLS handshake; an honest one on loopback takes a few. */
export const handshakeTimeout = 10_000;

/** Connections that one server holds at once, far more than the samples of one machine need. */
export const connectionLimit = 1000;

/** Bytes of a request body; the largest honest one is far below. */
export const bodyLimit = 64 * 1024;

import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** ms that a connection above the limit has for its first request; an honest one needs a few. */
const GRACE = 1_000;

interface Connection {
  socket: Socket;
  /** Whether a request waits for its answer. Not the answer itself: an idle connection would keep it. */
  isAsked?: boolean;
  timer?: NodeJS.Timeout;
}

/**
 * Limits the connections of a server so that idle ones keep no request out, which
 * `server.maxConnections` does not see to: it drops whatever comes last, a health check too.
 *
 * A connection above the limit is let in for a moment. Once it sends a request, the one that has
 * been idle longest makes room for it; if it sends none, it is dropped itself.
 *
 * @param most - connections; twice as many for a moment, and while all of them are being answered
 * @returns that server
 */
export function keepRoom(server: Server, most: number): Server {
  /** The one that has been idle longest comes first. */
  const connections = new Map<string, Connection>();

  function drop(key: string): void {
    const { socket, timer } = connections.get(key) ?? {};
    clearTimeout(timer);
    connections.delete(key);
    socket?.destroy();
  }

  function dropLongestIdle(isLeft: (connection: Connection) => boolean): void {
    for (const [key, connection] of connections) {
      if (connection.isAsked || isLeft(connection)) continue;
      return drop(key);
    }
  }

  server.on('connection', (socket: Socket) => {
    const key = nameOf(socket);
    const connection: Connection = { socket };
    connections.set(key, connection);
    socket.once('close', () => {
      if (connections.get(key)?.socket === socket) drop(key);
    });
    if (connections.size > most) connection.timer = setTimeout(drop, GRACE, key).unref();
    if (connections.size > 2 * most) dropLongestIdle(() => false);
  });
  server.prependListener('request', ({ socket }, answer) => {
    const key = nameOf(socket);
    const connection = connections.get(key);
    if (!connection) return;
    clearTimeout(connection.timer);
    connections.delete(key);
    const asked: Connection = { socket: connection.socket, isAsked: true };
    connections.set(key, asked);
    answer.once('close', () => (asked.isAsked = false));
    // One that is let in for a moment may be about to send its own.
    if (connections.size > most) dropLongestIdle(({ timer }) => timer !== undefined);
  });
  return server;
}

/** The other end, by which a TLS connection and the one below it have the same name. */
const nameOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;

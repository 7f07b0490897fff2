import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { keepRoom } from '@entra-flows/primitives/keep-room';
import { connectionLimit } from './server-limits.ts';

export interface Listener {
  port: number;
  /** Stops at once: open connections are dropped, TLS handshakes included. */
  close: () => Promise<void>;
}

/** Ports that `listen` tries when 0 is asked for and the IPv6 side of a free one is taken. */
const attempts = 10;

/**
 * Listens on loopback only: 127.0.0.1, and the same port of ::1 where the machine has one.
 *
 * Clients resolve `localhost` to either address, so both must answer.
 *
 * @param makeServer makes one server; called once an address
 * @param port 0 for any free port
 * @param maxConnections above these, idle ones are dropped
 * @throws the error of `server.listen`, such as EADDRINUSE with its `port`
 */
export async function listen(
  makeServer: () => Server,
  port = 0,
  maxConnections = connectionLimit,
): Promise<Listener> {
  const makeLimited = () => keepRoom(makeServer(), maxConnections);
  for (let attempt = 1; ; attempt += 1) {
    const ipv4 = await open(makeLimited(), '127.0.0.1', port);
    try {
      const ipv6 = await openWherePossible(makeLimited(), ipv4.port);
      const close = async () => void (await Promise.all([ipv4.close(), ipv6?.close()]));
      return { port: ipv4.port, close };
    } catch (error) {
      await ipv4.close();
      if (port !== 0 || attempt === attempts) throw error;
    }
  }
}

async function openWherePossible(server: Server, port: number): Promise<Listener | undefined> {
  try {
    return await open(server, '::1', port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return undefined;
    throw error;
  }
}

async function open(server: Server, host: string, port: number): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

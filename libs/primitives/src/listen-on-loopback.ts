import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { refuseInWords } from './refuse-in-words.ts';
import { said } from './said.ts';

/** A server that listens on loopback. */
export interface LoopbackListener {
  /** The port, the same on both addresses. */
  port: number;
  /**
   * Stops at once: open connections are dropped, TLS handshakes included. Resolves when the port is
   * free.
   */
  close(): Promise<void>;
}

/**
 * For `createServer` of what is served at `localhost`: cookies know no ports, so a browser sends there the
 * cookies of every program that was ever served under that name. Node's own limit is 16 KiB.
 */
export const manyCookies = {
  /** Bytes. */
  maxHeaderSize: 512 * 1024,
};

/**
 * What is wrong with a port that the user has named, in one sentence and with what to do.
 *
 * @param error - of the attempt to listen there
 */
export function portProblem(port: number, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'EADDRINUSE'
    ? said({
        en: `Port ${port} is taken by another program. Stop that, or choose another one with --port.`,
        ko: `${port} 포트를 다른 프로그램이 쓰고 있습니다. 그 프로그램을 끝내거나 --port로 다른 포트를 지정하세요.`,
      })
    : said({
        en: `Port ${port} cannot be used (${code ?? message}). Choose another one with --port.`,
        ko: `${port} 포트를 쓸 수 없습니다(${code ?? message}). --port로 다른 포트를 지정하세요.`,
      });
}

/** Ports that are tried when any will do and the IPv6 side of a free one is taken. */
const ATTEMPTS = 10;

/**
 * Listens on loopback, on the same port of 127.0.0.1 and of ::1 where the machine has one: never on
 * an address that another machine reaches (RFC 8252, 7.3).
 *
 * Browsers take `localhost` for either address. If ::1 were left free, another program of this
 * machine could listen there and be the one that the browser comes back to.
 *
 * @param makeServer - makes one server, with the options `manyCookies`; called once an address
 * @param port - 0 for any free one
 * @throws {NodeJS.ErrnoException} EADDRINUSE when a port that was asked for is taken on either address
 */
export async function listenOnLoopback(
  makeServer: () => Server,
  port: number,
): Promise<LoopbackListener> {
  for (let attempt = 1; ; attempt += 1) {
    const ipv4 = await open(makeServer(), '127.0.0.1', port);
    try {
      const ipv6 = await openWherePossible(makeServer(), ipv4.port);
      const close = async () => void (await Promise.all([ipv4.close(), ipv6?.close()]));
      return { port: ipv4.port, close };
    } catch (error) {
      await ipv4.close();
      if (port !== 0 || attempt === ATTEMPTS) throw error;
    }
  }
}

async function openWherePossible(
  server: Server,
  port: number,
): Promise<LoopbackListener | undefined> {
  try {
    return await open(server, '::1', port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return undefined;
    throw error;
  }
}

async function open(server: Server, host: string, port: number): Promise<LoopbackListener> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    refuseInWords(server).listen({ port, host, exclusive: true }, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll } from '@jest/globals';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import type { TrustedOrigin } from '../https-transport.ts';

export interface RawServer {
  origin: string;
  /** What a client trusts to reach it. */
  trusted: TrustedOrigin[];
  /** Requests so far. */
  requests(): number;
}

/**
 * Servers over TLS that write whatever bytes a test wants after each request, HTTP or not; all are
 * gone when the tests have run.
 */
export function rawServers(): (
  answer: (socket: Socket, request: string) => void,
) => Promise<RawServer> {
  const closing: (() => void)[] = [];
  let made: Promise<Certificate> | undefined;
  afterAll(() => closing.forEach((close) => close()));
  return async (answer) => {
    made ??= certificate();
    const { key, cert, ca } = await made;
    const sockets = new Set<Socket>();
    let requests = 0;
    const server = createServer({ key, cert }, (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
      socket.on('data', (chunk: Buffer) => {
        requests += 1;
        answer(socket, chunk.toString());
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closing.push(() => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    });
    const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { origin, trusted: [{ origin, ca }], requests: () => requests };
  };
}

/** An HTTP answer in JSON, as text for the wire. */
export function httpAnswer(body: unknown, status = 200, headers: readonly string[] = []): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  const length = Buffer.byteLength(text);
  const lines = [`HTTP/1.1 ${status} X`, `content-type: ${type}`, `content-length: ${length}`];
  return [...lines, ...headers, '', text].join('\r\n');
}

interface Certificate {
  key: string;
  cert: string;
  ca: string;
}

/** That of an emulator that was here for a moment. */
async function certificate(): Promise<Certificate> {
  const dataDir = await mkdtemp(join(tmpdir(), 'raw-server-'));
  const emulator = await startIdentityEmulator({ dataDir });
  try {
    const text = await readFile(join(dataDir, 'certificate.json'), 'utf8');
    return { ...(JSON.parse(text) as { key: string; cert: string }), ca: emulator.ca };
  } finally {
    await emulator.close();
    await rm(dataDir, { recursive: true });
  }
}

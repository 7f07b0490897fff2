import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of curl that waits for its answer. */
export interface CaughtRequest {
  /** Of HTTP; missing when curl has no ticket. */
  authorization: string | undefined;
  answer(status: number, headers: Record<string, string>): void;
}

export interface LoopbackCatcher {
  port: number;
  /** Known to curl alone, so that nobody else on this machine can put in a ticket of theirs. */
  path: string;
  caught: Promise<CaughtRequest>;
  close(): void;
}

/** A server on loopback that takes one request, and holds it. */
export async function openLoopbackCatcher(): Promise<LoopbackCatcher> {
  const path = `/${randomBytes(24).toString('base64url')}`;
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const caught = new Promise<CaughtRequest>((resolve) => {
    server.on('request', ({ url, headers }, response) => {
      if (url !== path) return answer(response, 404, {});
      resolve({
        authorization: headers.authorization,
        answer: (status, more) => answer(response, status, more),
      });
    });
  });
  return {
    port,
    path,
    caught,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, { ...headers, 'content-length': '0', connection: 'close' }).end();
}

import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '@entra-flows/auth-core';

/** A request of curl that waits for its answer. */
export interface CaughtRequest {
  /** Of HTTP; missing when curl has no ticket. */
  authorization: string | undefined;
  answer(status: number, headers: Record<string, string>): void;
}

export interface LoopbackCatcher {
  port: number;
  /** Known to curl alone, so that another program of this machine cannot put in its own ticket. */
  path: string;
  caught: Promise<CaughtRequest>;
  close(): void;
}

/** A server on loopback that takes one request, and holds it. */
export async function openLoopbackCatcher(): Promise<LoopbackCatcher> {
  const path = `/${randomBytes(24).toString('base64url')}`;
  let resolve!: (request: CaughtRequest) => void;
  const caught = new Promise<CaughtRequest>((done) => (resolve = done));
  const onRequest: RequestListener = ({ url, headers }, response) => {
    if (url !== path) return answer(response, 404, {});
    resolve({
      authorization: headers.authorization,
      answer: (status, more) => answer(response, status, more),
    });
  };
  const { port, close } = await listenOnLoopback(() => createServer(onRequest), 0);
  return { port, path, caught, close: () => void close() };
}

function answer(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, { ...headers, 'content-length': '0', connection: 'close' }).end();
}

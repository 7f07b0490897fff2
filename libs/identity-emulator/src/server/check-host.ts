import type { IncomingMessage, ServerResponse } from 'node:http';
import { localOrigin } from './addresses.ts';

/**
 * Answers only requests that name this machine. A page of another site that resolves its own
 * name to 127.0.0.1 (DNS rebinding) still sends that name as Host.
 *
 * @param scheme whose default port clients leave out of the Host header
 * @param port undefined until both addresses listen; until then it is 503, ask again
 */
export function checkHost(scheme: 'http' | 'https', port: () => number | undefined) {
  let allowed: string[] | undefined;
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const known = port();
    if (known === undefined) return refuse(response, 503, 'The emulator is starting.');
    allowed ??= ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => [
      `${name}:${known}`,
      new URL(`${scheme}://${name}:${known}`).host,
    ]);
    if (allowed.includes(request.headers.host?.toLowerCase() ?? '')) return next();
    refuse(response, 421, `This identity emulator answers only as ${localOrigin(scheme, known)}.`);
  };
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${text}\n`);
}

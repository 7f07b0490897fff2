import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Where the three servers of an installation listen. */
export interface Ports {
  protocol: number;
  pages: number;
  control: number;
}

/** Below the ports that systems hand out by themselves (Linux: from 32768), above the well-known. */
const lowest = 20_000;
const highest = 32_000;

/** Three random ports that are free now; a token cache knows the emulator by its port. */
export async function choosePorts(): Promise<Ports> {
  const chosen = new Set<number>();
  while (chosen.size < 3) {
    const port = randomInt(lowest, highest);
    if (!chosen.has(port) && (await isFree(port))) chosen.add(port);
  }
  const [protocol = 0, pages = 0, control = 0] = chosen;
  return { protocol, pages, control };
}

/** Whether nobody listens on a port of loopback, in either family. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 says so by another code.
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'EADDRINUSE' && code !== 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A way to a server on loopback that takes its time. */
export interface SlowLink {
  port: number;
  /** ms that what a client sends from now on is under way. */
  delay: number;
  close(): Promise<void>;
}

/** @param target port of the server */
export async function slowLink(target: number): Promise<SlowLink> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    let sent = Promise.resolve();
    near.on('data', (chunk) => {
      const due = performance.now() + link.delay;
      // In order, also when the link gets faster.
      sent = sent.then(async () => {
        await delay(Math.max(0, due - performance.now()));
        if (far.writable) far.write(chunk);
      });
    });
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const link: SlowLink = {
    port: (server.address() as AddressInfo).port,
    delay: 0,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
  return link;
}

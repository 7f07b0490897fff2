import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server on loopback on which what clients send can be kept back. */
export interface HeldLink {
  port: number;
  /** From now on nothing arrives, until `release`. */
  hold(): void;
  /** Connections from now on go to another server; those that are there stay. */
  lead(target: number): void;
  /** What was kept back arrives, in order. */
  release(): void;
  close(): Promise<void>;
}

/** @param target port of the server */
export async function heldLink(target: number): Promise<HeldLink> {
  const sockets = new Set<Socket>();
  const kept: (() => void)[] = [];
  let isHeld = false;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    near.on('data', (chunk) => {
      const send = () => void (far.writable && far.write(chunk));
      if (isHeld) kept.push(send);
      else send();
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
  return {
    port: (server.address() as AddressInfo).port,
    hold: () => void (isHeld = true),
    lead: (other) => void (target = other),
    release() {
      isHeld = false;
      for (const send of kept.splice(0)) send();
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

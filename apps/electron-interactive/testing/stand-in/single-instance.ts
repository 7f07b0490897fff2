import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** One process holds a folder; others hand it what they were started with. */
export interface InstanceLock {
  /** @returns whether this process is the first */
  request(onSecond: (argv: string[]) => void): boolean;
  /** Resolves when nothing of it is left to be done: what was handed over has arrived. */
  release(): Promise<void>;
}

/**
 * A lock beside the app's data: a file that names the socket of the first instance, made so that
 * only one process can make it. A file that a dead process left is taken over.
 */
export function instanceLock(folder: string): InstanceLock {
  const file = join(folder, 'stand-in-instance');
  let server: Server | undefined;
  let handedOver = Promise.resolve();
  const make = () => {
    const socket = join(folder, `s-${randomUUID().slice(0, 8)}`);
    writeFileSync(file, JSON.stringify({ pid: process.pid, socket }), { flag: 'wx' });
    return socket;
  };
  return {
    request(onSecond) {
      if (server) return true;
      mkdirSync(folder, { recursive: true });
      let socket = tryTo(make);
      if (!socket) {
        const first = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; socket: string };
        if (tryTo(() => process.kill(first.pid, 0))) {
          handedOver = handOver(first.socket);
          return false;
        }
        rmSync(file);
        socket = make();
      }
      server = createServer((connection) => {
        let text = '';
        connection.on('data', (part: Buffer) => (text += part.toString()));
        connection.on('end', () => onSecond(JSON.parse(text) as string[]));
      });
      server.listen(socket).unref();
      return true;
    },
    release() {
      if (server) rmSync(file, { force: true });
      server?.close();
      return handedOver;
    },
  };
}

async function handOver(socket: string): Promise<void> {
  const connection = connect(socket);
  connection.end(JSON.stringify(process.argv));
  await once(connection, 'close');
}

function tryTo<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { isOpen } from './testing/interactive-flow.ts';
import { listenOnLoopback } from '@entra-flows/primitives/listen-on-loopback';

const servers: Server[] = [];
const made = (server: Server): Server => {
  servers.push(server);
  return server;
};
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A real server whose IPv6 side fails as it does on other machines. */
function failingAt6(code: string, times: number): () => Server {
  let left = times;
  return () => {
    const server = made(createServer());
    const listen = server.listen.bind(server);
    server.listen = ((options: { host: string }, listening: () => void) => {
      if (options.host !== '::1' || left === 0) return listen(options, listening);
      left -= 1;
      setImmediate(() => server.emit('error', Object.assign(new Error(code), { code })));
      return server;
    }) as Server['listen'];
    return server;
  };
}

test.each(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])(
  'a machine without IPv6 (%s) listens on IPv4',
  async (code) => {
    const { port, close } = await listenOnLoopback(failingAt6(code, 1), 0);
    expect(await isOpen('127.0.0.1', port)).toBe(true);
    await close();
    expect(await isOpen('127.0.0.1', port)).toBe(false);
  },
);

test('takes another port when the IPv6 side of the first is taken', async () => {
  const { port, close } = await listenOnLoopback(failingAt6('EADDRINUSE', 2), 0);
  expect([await isOpen('127.0.0.1', port), await isOpen('::1', port)]).toEqual([true, true]);
  await close();
});

test('gives up after ten ports', async () => {
  const failing = listenOnLoopback(failingAt6('EADDRINUSE', 99), 0);
  await expect(failing).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

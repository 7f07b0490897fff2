import { once } from 'node:events';
import { X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { request } from '../testing/request.ts';

let emulator: IdentityEmulator;
/** Connections that say nothing; their time runs while the other tests do. */
let silent: Promise<unknown>[];
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  const port = Number(new URL(emulator.authority).port);
  const sockets = Array.from({ length: 20 }, () => net.connect(port, '127.0.0.1').resume());
  silent = sockets.map((socket) => once(socket, 'close'));
});
afterAll(() => emulator.close());

const origin = () => new URL(emulator.authority).origin;

describe('any client', () => {
  test('gets no further with a body that is too long, packed, or cut off', async () => {
    const url = `${emulator.authority}/oauth2/v2.0/token`;
    const post = (sent: string, headers = {}) =>
      request(url, { method: 'POST', body: sent, headers, ca: emulator.ca });
    const long = await post('a'.repeat(70_000));
    expect(long.status).toBe(400);
    expect(JSON.parse(long.body)).toMatchObject({ error_codes: [9002313] });
    expect((await post('x', { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  test('does not delay others with a scope that is made of slashes', async () => {
    const began = performance.now();
    const body = `client_id=${emulator.clientId}&scope=${'/'.repeat(60_000)}a/b`;
    const url = `${emulator.authority}/oauth2/v2.0/devicecode`;
    const { status } = await request(url, { method: 'POST', body, ca: emulator.ca });
    expect(status).toBe(400);
    expect(performance.now() - began).toBeLessThan(3000); // it was four times that
  });

  test('gets no further with headers that are too long', async () => {
    const headers = { 'x-long': 'a'.repeat(600_000) };
    expect((await request(emulator.pages, { headers })).status).toBe(431);
  });

  test('takes the cookies that a browser has of other programs at localhost', async () => {
    const headers = { cookie: `other=${'a'.repeat(200_000)}` };
    expect((await request(emulator.pages, { headers })).status).toBe(200);
  });
});

describe('another Host', () => {
  test('is refused on every port: DNS rebinding gets nowhere', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', 'localhost', 'localhost:1']) {
      const answers = await Promise.all([
        request(emulator.authority, { headers: { host }, ca: emulator.ca }),
        request(emulator.pages, { headers: { host } }),
        request(`${emulator.controlUrl}/health`, { headers: { host } }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([421, 421, 421]);
    }
  });
});

describe('the ports', () => {
  test('listen on loopback only', async () => {
    const others = Object.values(await import('node:os').then((os) => os.networkInterfaces()))
      .flatMap((list) => list ?? [])
      .filter(
        ({ internal, scopeid, address }) => !internal && !scopeid && !address.startsWith('fe80'),
      );
    for (const url of [origin(), emulator.pages, emulator.controlUrl]) {
      for (const { address } of others) {
        expect(await connects(Number(new URL(url).port), address)).toBe(false);
      }
    }
  });

  test('answer as 127.0.0.1 and, where there is one, as ::1, with a certificate for both', async () => {
    const port = Number(new URL(origin()).port);
    for (const host of ['127.0.0.1', '::1'].filter(hasAddress)) {
      // Node 22.23 does not find ::1 in a certificate by itself.
      const checkServerIdentity = (_: string, { raw }: tls.PeerCertificate) =>
        new X509Certificate(raw).checkIP(host) ? undefined : new Error(`not for ${host}`);
      const socket = tls.connect({ host, port, ca: emulator.ca, checkServerIdentity });
      await new Promise((resolve, reject) =>
        socket.once('secureConnect', resolve).once('error', reject),
      );
      expect(socket.authorized).toBe(true);
      socket.destroy();
    }
  });

  test('hold no more connections than they should, and take new ones when old ones are gone', async () => {
    await using own = await startIdentityEmulator({ maxConnections: 3 });
    const port = Number(new URL(own.pages).port);
    const idle = [1, 2, 3].map(() => net.connect(port, '127.0.0.1'));
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    const answers: Buffer[] = []; // one that is let in and says nothing hears 408 in the end
    const fourth = net.connect(port, '127.0.0.1').on('data', (part) => answers.push(part));
    await once(fourth, 'close');
    expect(answers).toEqual([]);
    for (const socket of idle) socket.destroy();
    await untilAnswered(`http://127.0.0.1:${port}`);
  });

  test('drop idle connections rather than a request, with TLS and without', async () => {
    await using own = await startIdentityEmulator({ maxConnections: 3 });
    for (const url of [own.authority, own.pages]) {
      const idle = Array.from({ length: 20 }, () =>
        net.connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined),
      );
      await Promise.all(idle.map((socket) => once(socket, 'connect')));
      const asked = [1, 2, 3].map(() => request(url, { ca: own.ca }));
      for (const { status } of await Promise.all(asked)) expect(status).toBeGreaterThan(0);
      for (const socket of idle) socket.destroy();
    }
  });

  test('drop clients that begin no TLS handshake', async () => {
    await Promise.all(silent);
  });

  test('close at once, with a TLS handshake half done', async () => {
    const own = await startIdentityEmulator();
    const socket = net.connect(Number(new URL(own.authority).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.write(Buffer.from([0x16, 0x03]));
    await own.close();
    await closed;
  });

  test('a port that is taken is an EADDRINUSE that names it, and nothing stays behind', async () => {
    const port = Number(new URL(emulator.pages).port);
    await expect(startIdentityEmulator({ pagesPort: port })).rejects.toMatchObject({
      ...{ code: 'EADDRINUSE', port },
      message: expect.stringMatching(/^Port \d+ is taken by .* another number as pagesPort: 0 is/),
    });
  });
});

/** The server notices a moment later that a connection is gone. */
async function untilAnswered(url: string): Promise<void> {
  while (!(await request(url).catch(() => undefined)));
}

function connects(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}

const hasAddress = (host: string): boolean => host !== '::1' || ipv6;
const ipv6 = await new Promise<boolean>((resolve) => {
  const server = net.createServer().once('error', () => resolve(false));
  server.listen(0, '::1', () => server.close(() => resolve(true)));
});

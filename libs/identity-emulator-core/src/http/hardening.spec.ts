import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { request } from '../testing/request.ts';

const faults: string[] = [];
let emulator: IdentityEmulator;
/** Connections that say nothing; their time runs while the other tests do. */
let silent: Promise<unknown>[];
beforeAll(async () => {
  emulator = await startIdentityEmulator({ log: (line) => faults.push(line) });
  const port = Number(new URL(emulator.authority).port);
  const sockets = Array.from({ length: 20 }, () => net.connect(port, '127.0.0.1').resume());
  silent = sockets.map((socket) => once(socket, 'close'));
});
afterAll(() => emulator.close());

const origin = () => new URL(emulator.authority).origin;

describe('a stranger', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'client_id',
      'scope',
      'grant_type',
      'device_code',
      'refresh_token',
      '__proto__',
    ),
    fc.constantFrom('refresh_token', 'urn:ietf:params:oauth:grant-type:device_code', 'User.Read'),
    fc.constant('0c7d2a64-3f18-4e59-b1a6-9d5e8c20f713'),
  );
  const form = fc
    .array(fc.tuple(word, word), { maxLength: 6 })
    .map((pairs) => new URLSearchParams(pairs).toString());
  const body = fc.oneof(
    form,
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );
  const segment = fc.oneof(
    fc.constantFrom('common', 'contoso.example', '..', '%', '%00', '%E0%A4%A', '%2e%2e%2f', '//'),
    word.map((text) => encodeURIComponent(text)),
  );
  const tail = fc.constantFrom(
    '/v2.0/.well-known/openid-configuration',
    '/discovery/v2.0/keys',
    '/discovery/instance?authorization_endpoint=https://[',
    '/oauth2/v2.0/devicecode',
    '/oauth2/v2.0/token',
    '/oauth2/v2.0/token?client-request-id=%',
    '',
  );
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD');
  const type = fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/json; charset=x',
    'x',
  );

  const settled = (answer: { status: number; body: string }) => {
    expect(answer.status).toBeGreaterThanOrEqual(200);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toMatch(/\bat .+:\d+:\d+|node_modules/);
  };

  test('never gets a 5xx or a stack trace from the protocol endpoints', async () => {
    const property = fc.asyncProperty(
      segment,
      tail,
      method,
      type,
      body,
      async (name, end, verb, contentType, sent) => {
        const headers = { 'content-type': contentType };
        const path = `/${name}${end}`.replace(/[^\x21-\x7e]/g, '');
        settled(
          await request(origin() + path, { method: verb, headers, body: sent, ca: emulator.ca }),
        );
      },
    );
    await fc.assert(property, { numRuns: 300 });
    expect(faults).toEqual([]);
  });

  test('never gets a 5xx or a stack trace from Graph', async () => {
    const property = fc.asyncProperty(fc.string({ maxLength: 80 }), async (token) => {
      const headers = { authorization: `Bearer ${token.replace(/[^\x20-\x7e]/g, '')}` };
      settled(await request(`${emulator.graph}/me`, { headers, ca: emulator.ca }));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('never gets a 5xx or a stack trace from the pages', async () => {
    const path = fc.constantFrom(
      '/',
      '/devicelogin',
      '/signin/account',
      '/signin/username',
      '/signin/password',
      '/devicelogin/confirm',
      '/devicelogin/done',
      '/error',
      '/nowhere',
      '/%',
    );
    const property = fc.asyncProperty(
      path,
      method,
      form,
      body,
      async (where, verb, query, sent) => {
        const url = `${emulator.pages}${where}?${query}`;
        settled(
          await request(url, { method: verb, headers: { cookie: query.slice(0, 50) }, body: sent }),
        );
      },
    );
    await fc.assert(property, { numRuns: 200 });
    expect(faults).toEqual([]);
  });

  test('gets no further with a body that is too long, packed, or cut off', async () => {
    const url = `${emulator.authority}/oauth2/v2.0/token`;
    const post = (sent: string, headers = {}) =>
      request(url, { method: 'POST', body: sent, headers, ca: emulator.ca });
    const long = await post('a'.repeat(70_000));
    expect(long.status).toBe(400);
    expect(JSON.parse(long.body)).toMatchObject({ error_codes: [9002313] });
    expect((await post('x', { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  test('gets no further with headers that are too long', async () => {
    const headers = { 'x-long': 'a'.repeat(20_000) };
    expect((await request(emulator.pages, { headers })).status).toBe(431);
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
      const socket = tls.connect({ host, port, ca: emulator.ca });
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

  test('drop who begins no TLS handshake', async () => {
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
      code: 'EADDRINUSE',
      port,
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

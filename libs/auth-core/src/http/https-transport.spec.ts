import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { explainAuthError } from '../errors/explain-auth-error.ts';
import { DeadlineError, withDeadline } from './deadline.ts';
import type { HttpRequest } from './http.ts';
import { httpsTransport } from './https-transport.ts';
import { rawServers } from './testing/raw-server.ts';

const serve = rawServers();

let emulator: IdentityEmulator;
let plain: Server;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  plain = createServer((_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await emulator.close();
  plain.closeAllConnections();
  plain.close();
});

function discovery(): HttpRequest {
  const url = `${emulator.authority}/v2.0/.well-known/openid-configuration`;
  return { method: 'GET', url, headers: {} };
}
const pinned = () => [{ origin: new URL(emulator.authority).origin, ca: emulator.ca }];

describe('httpsTransport', () => {
  test('trusts an extra certificate authority for its own origin', async () => {
    const response = await httpsTransport({ trustedOrigins: pinned() })(discovery());
    expect(response.status).toBe(200);
    expect(JSON.parse(response.text)).toHaveProperty('token_endpoint');
  });

  test('and for no other one', async () => {
    const elsewhere = [{ origin: 'https://localhost:1', ca: emulator.ca }];
    const request = httpsTransport({ trustedOrigins: elsewhere })(discovery());
    await expect(request).rejects.toMatchObject({ code: expect.stringMatching(/CERT|SIGNATURE/) });
  });

  test('refuses http before anything is sent', async () => {
    const { port } = plain.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    const call = (to: string) => httpsTransport()({ ...discovery(), url: to });
    await expect(call(url)).rejects.toThrow('not https');
    await expect(call('https://127.0.0.1:0/')).rejects.toThrow('port 0');
  });

  test('stops reading an answer without end', async () => {
    const send = httpsTransport({ trustedOrigins: pinned(), bodyLimit: 100 });
    await expect(send(discovery())).rejects.toThrow('over 100 bytes');
  });

  test('an abort ends a request that hangs, with its reason', async () => {
    await emulator.control.fault({ at: 'discovery', times: 1, answer: { hang: true } });
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    const request = httpsTransport({ trustedOrigins: pinned() })({
      ...discovery(),
      signal: stop.signal,
    });
    await expect(request).rejects.toThrow('enough');
  });
});

describe('an answer that is none', () => {
  test.each([
    ['changes the protocol', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    ['never gets beyond its hints', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
    ['ends in its headers', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['ends in its body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'],
    ['is not HTTP', 'SSH-2.0-x\r\n'],
    ['is empty', ''],
  ])('that %s settles the request', async (_name, bytes) => {
    const { origin, trusted } = await serve((socket) => socket.end(bytes));
    const send = httpsTransport({ trustedOrigins: trusted });
    await expect(send({ ...discovery(), url: `${origin}/` })).rejects.toThrow();
  });

  test('is called invalid_response when the server changes the protocol', async () => {
    const bytes = 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n';
    const { origin, trusted } = await serve((socket) => socket.write(bytes));
    const send = httpsTransport({ trustedOrigins: trusted });
    await expect(send({ ...discovery(), url: `${origin}/` })).rejects.toMatchObject({
      errorCode: 'invalid_response',
      status: 101,
    });
  });

  test.each([
    ['hints without end', 'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n', 0],
    ['one byte at a time', 'x', 20],
  ])('%s: the deadline ends it', async (_name, bytes, pause) => {
    const { origin, trusted } = await serve((socket) => {
      if (pause) socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const flood = setInterval(() => socket.write(bytes), pause);
      socket.on('close', () => clearInterval(flood));
    });
    const send = withDeadline(httpsTransport({ trustedOrigins: trusted }), 200);
    await expect(send({ ...discovery(), url: `${origin}/` })).rejects.toBeInstanceOf(DeadlineError);
  });
});

describe('a compressed answer', () => {
  const body = JSON.stringify({ greeting: 'grüß Gott', rest: 'x'.repeat(2000) });
  const serveCoded = (bytes: Buffer, coding: string) =>
    serve((socket) => {
      const head = `HTTP/1.1 200 OK\r\ncontent-encoding: ${coding}\r\ncontent-length: ${bytes.length}`;
      socket.end(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]));
    });
  const ask = async (bytes: Buffer, coding: string, bodyLimit = 10_000) => {
    const { origin, trusted } = await serveCoded(bytes, coding);
    const send = httpsTransport({ trustedOrigins: trusted, bodyLimit });
    return send({ ...discovery(), url: `${origin}/` });
  };

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(body)],
    ['x-gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['Deflate', deflateRawSync(body)],
    ['br', brotliCompressSync(body)],
    ['gzip, br', brotliCompressSync(gzipSync(body))],
    ['identity', Buffer.from(body)],
    ['gzip', Buffer.from(body)],
    ['deflate', Buffer.from(body)],
    ['br', Buffer.from(body)],
    ['utf-8', Buffer.from(body)],
    ['gzip', deflateSync(body)],
    ['', gzipSync(body)],
    ['', Buffer.from(`\ufeff${body}`)],
    ['gzip', gzipSync(`\ufeff${body}`)],
  ])('in the coding "%s" is read', async (coding, bytes) => {
    expect(JSON.parse((await ask(bytes, coding)).text)).toEqual(JSON.parse(body));
  });

  test('is not asked for', async () => {
    let asked = '';
    const { origin, trusted } = await serve((socket, request) => {
      asked = request;
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    });
    await httpsTransport({ trustedOrigins: trusted })({ ...discovery(), url: `${origin}/` });
    expect(asked).toMatch(/\r\naccept-encoding: identity\r\n/i);
  });

  test('in a coding that cannot be read is final, and the coding is named', async () => {
    const error: unknown = await ask(Buffer.from('x'), 'compress').catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ errorCode: 'invalid_response', status: 200, isFinal: true });
    expect(explainAuthError(error, { language: 'en' })).toContain('cannot read: "compress"');
  });

  test.each<[string, Buffer, string]>([
    ['that is cut off', gzipSync(body).subarray(0, 20), 'damaged or cut off'],
    [
      'of a kilobyte that stands for a megabyte',
      gzipSync('0'.repeat(1_000_000)),
      'over 10000 bytes',
    ],
  ])('%s is refused', async (_name, bytes, why) => {
    await expect(ask(bytes, 'gzip')).rejects.toMatchObject({
      errorCode: 'invalid_response',
      errorMessage: expect.stringContaining(why),
    });
  });
});

describe('withDeadline', () => {
  test.each(['deadline', 'abort'])('the %s ends a request that nothing else ends', async (what) => {
    const stop = new AbortController();
    const send = withDeadline(
      () => new Promise(() => undefined),
      what === 'deadline' ? 20 : 60_000,
    );
    const ended = send({ ...discovery(), signal: stop.signal });
    if (what === 'abort') stop.abort(new Error('enough'));
    await expect(ended).rejects.toThrow(what === 'abort' ? 'enough' : 'no answer from');
  });

  test('ends a request that hangs, and names the server', async () => {
    await emulator.control.fault({ at: 'discovery', times: 1, answer: { hang: true } });
    const send = withDeadline(httpsTransport({ trustedOrigins: pinned() }), 50);
    const error: unknown = await send(discovery()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeadlineError);
    expect(error).toMatchObject({
      code: 'ERR_DEADLINE',
      message: expect.stringContaining('localhost'),
    });
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator-core';
import { DeadlineError, withDeadline } from './deadline.ts';
import type { HttpRequest } from './http.ts';
import { httpsTransport } from './https-transport.ts';

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
    await expect(httpsTransport()({ ...discovery(), url })).rejects.toThrow('not https');
  });

  test('stops reading an answer without end', async () => {
    const send = httpsTransport({ trustedOrigins: pinned(), bodyLimit: 100 });
    await expect(send(discovery())).rejects.toThrow('over 100 bytes');
  });

  test('an abort ends a request that hangs, with its reason', async () => {
    await emulator.control.inject({ at: 'discovery', times: 1, answer: { hang: true } });
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    const request = httpsTransport({ trustedOrigins: pinned() })({
      ...discovery(),
      signal: stop.signal,
    });
    await expect(request).rejects.toThrow('enough');
  });
});

describe('withDeadline', () => {
  test('ends a request that hangs, and names the server', async () => {
    await emulator.control.inject({ at: 'discovery', times: 1, answer: { hang: true } });
    const send = withDeadline(httpsTransport({ trustedOrigins: pinned() }), 50);
    const error: unknown = await send(discovery()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeadlineError);
    expect(error).toMatchObject({
      code: 'ERR_DEADLINE',
      message: expect.stringContaining('localhost'),
    });
  });
});

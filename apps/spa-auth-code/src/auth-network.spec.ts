import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { authNetwork } from './auth-network.ts';

let server: Server;
let page = '';
let url = '';
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ issuer: 'https://login.example', authorization_endpoint: page }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each(['https://login.example/authorize', 'http://localhost:1/authorize'])(
  'a description that names the page %s reaches MSAL',
  async (address) => {
    page = address;
    const { body } = await authNetwork.sendGetRequestAsync(url);
    expect(body).toMatchObject({ authorization_endpoint: address });
  },
);

test('no answer is the network, and a request that cannot be sent is a mistake', async () => {
  const nobody = authNetwork.sendGetRequestAsync('http://127.0.0.1:1/');
  await expect(nobody).rejects.toMatchObject({ errorCode: 'post_request_failed' });
  const mistake = authNetwork.sendGetRequestAsync(url, { headers: { 'a b': '' } });
  await expect(mistake).rejects.toMatchObject({ name: 'TypeError' });
});

test.each(['javascript:alert(1)', 'http://evil.example/', 'https://login.example/\u202ex'])(
  'one that sends the browser to %j does not',
  async (address) => {
    page = address;
    await expect(authNetwork.sendGetRequestAsync(url)).rejects.toMatchObject({
      errorCode: 'invalid_response',
    });
  },
);

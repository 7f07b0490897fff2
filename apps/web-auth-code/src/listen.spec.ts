import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { UsageError } from '@entra-flows/sample-kit';
import { listen } from './listen.ts';

const servers: { close(): unknown }[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

test('answers on both addresses of localhost, on one port', async () => {
  const listening = await listen(0);
  servers.push(...listening.servers);
  for (const server of listening.servers)
    server.on('request', (_, response) => response.end('ours'));
  const { port } = new URL(listening.address);
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    const answer = await fetch(`http://${host}:${port}/`, { headers: { connection: 'close' } });
    expect(await answer.text()).toBe('ours');
  }
});

test.each(['127.0.0.1', '::1'])('takes no port that another program has on %s', async (host) => {
  const other = createServer().listen(0, host);
  servers.push(other);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const failure = listen(port);
  await expect(failure).rejects.toBeInstanceOf(UsageError);
  await expect(failure).rejects.toThrow(`Port ${port} is taken`);
});

test('idle connections keep no request out', async () => {
  const { servers: ours, address } = await listen(0, 3);
  servers.push(...ours);
  for (const server of ours) server.on('request', (_, response) => response.end('ours'));
  const { port } = new URL(address);
  const idle = Array.from({ length: 20 }, () =>
    connect(Number(port), '127.0.0.1').on('error', () => undefined),
  );
  await once(idle[0]!, 'close');
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
  expect(await answer.text()).toBe('ours');
  for (const socket of idle) socket.destroy();
});

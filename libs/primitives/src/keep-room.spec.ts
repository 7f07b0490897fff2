import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { keepRoom } from './keep-room.ts';

const here: RequestListener = (_request, response) => void response.end('here');
let answer = here;
const server = createServer((request, response) => answer(request, response));
const agents: Agent[] = [];
let port: number;

beforeAll(async () => {
  keepRoom(server, 3);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
  server.closeAllConnections();
  answer = here;
});
afterAll(() => void server.close());

async function idle(count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () =>
    connect(port, '127.0.0.1')
      .on('error', () => undefined)
      .resume(),
  );
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return sockets;
}

async function ask(agent?: Agent): Promise<string> {
  const request = get({ port, host: '127.0.0.1', agent: agent ?? false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return text(response);
}

const keptAlive = () => {
  const agent = new Agent({ keepAlive: true });
  agents.push(agent);
  return agent;
};

test('idle connections keep no request out, however many they are', async () => {
  await idle(40);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['here', 'here', 'here']);
});

test('the one that has been idle longest goes first, and none that asks again', async () => {
  const [first, second] = await idle(2);
  const [agent, other] = [keptAlive(), keptAlive()];
  await ask(agent);
  const closed = once(first!, 'close');
  await ask(other);
  await closed;
  expect([second!.destroyed, await ask(agent), await ask(other)]).toEqual([false, 'here', 'here']);
});

test('a connection above the limit that sends nothing is dropped itself', async () => {
  const [...sockets] = await idle(4);
  await once(sockets[3]!, 'close');
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false, false, true]);
});

test('what is being answered is never dropped, nor is anything let in beyond twice as many', async () => {
  const waiting: (() => void)[] = [];
  let isFull: (() => void) | undefined;
  const full = new Promise<void>((resolve) => (isFull = resolve));
  answer = (_request, response) => {
    if (waiting.push(() => response.end('at last')) === 6) isFull?.();
  };
  const asked = Array.from({ length: 6 }, () => ask());
  await full;
  await expect(ask()).rejects.toThrow('socket hang up');
  for (const finish of waiting) finish();
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 6 }, () => 'at last'));
  answer = here;
  expect(await ask()).toBe('here');
});

// @long starts a cluster of three, which takes seconds to come up
// @requires redis
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '@entra-flows/identity-emulator';
import { createCluster, type RedisClusterType } from 'redis';
import {
  connectToRedis,
  partitionedTokenCache,
  type RedisConnection,
  redisStore,
} from '../src/index.ts';
import { type RedisServer, startRedis } from '../src/testing/redis-server.ts';

const SLOTS = 16_384;
let nodes: RedisServer[];
let node: RedisConnection;
let cluster: RedisClusterType;

beforeAll(async () => {
  // By itself a node would talk to others on a port that the system may have given to a connection.
  const buses = await Promise.all([1, 2, 3].map(() => freePort()));
  nodes = await Promise.all(
    buses.map((bus) =>
      startRedis({ settings: { 'cluster-enabled': 'yes', 'cluster-port': `${bus}` } }),
    ),
  );
  const connections = nodes.map(({ url }) => connectToRedis(url));
  for (const { client } of connections)
    if (!client.isReady) await new Promise((resolve) => client.once('ready', resolve));
  const ask = (at: number, ...args: string[]) =>
    connections[at]?.client.sendCommand(['CLUSTER', ...args]);
  for (const at of nodes.keys()) {
    const first = Math.ceil((at * SLOTS) / 3);
    const last = Math.ceil(((at + 1) * SLOTS) / 3) - 1;
    await ask(at, 'ADDSLOTSRANGE', `${first}`, `${last}`);
    await ask(at, 'SET-CONFIG-EPOCH', `${at + 1}`);
  }
  for (const [at, { port }] of nodes.entries())
    if (at > 0) await ask(0, 'MEET', '127.0.0.1', `${port}`, `${buses[at]}`);
  const isUp = async (at: number) =>
    /cluster_state:ok/.test((await ask(at, 'INFO')) as unknown as string);
  for (const at of nodes.keys()) while (!(await isUp(at))) await delay(50);
  node = connections.shift() as RedisConnection;
  for (const { close } of connections) close();
  cluster = createCluster({ rootNodes: nodes.map(({ url }) => ({ url })) });
  await cluster.connect();
});
afterAll(async () => {
  cluster.destroy();
  node.close();
  for (const { close } of nodes) await close();
});

test('a cluster keeps partitions, with their locks, on all of its nodes', async () => {
  const tokens = partitionedTokenCache({ store: redisStore(cluster) });
  const owners = Array.from({ length: 30 }, (_, at) =>
    createHash('md5').update(`${at}`).digest('hex'),
  );
  for (const owner of owners) {
    const partition = tokens.partition(owner);
    const text = `{"Account":{"a":{"home_account_id":"${owner}"}}}`;
    await partition.runExclusive(() => partition.adopt({ serialize: () => text } as never));
    expect(await cluster.get(`msal:user:${owner}`)).toContain(owner);
    await partition.remove();
    expect(await cluster.get(`msal:user:${owner}`)).toBe('signed-out');
  }
});

test('one node of it, asked as if it were alone, does not look like one that is down', async () => {
  const store = redisStore(node.client, { name: node.name });
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      store.put(`key ${at}`, 'text', 1000).catch((error: unknown) => (error as Error).message),
    ),
  );
  expect(answers).toContainEqual(expect.stringMatching(/refused .*\(MOVED\).*createCluster/));
});

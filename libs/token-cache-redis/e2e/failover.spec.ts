// @requires redis
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { connectToRedis, type PartitionStore, type RedisConnection } from '../src/index.ts';
import { type HeldLink, heldLink } from '../src/testing/held-link.ts';
import { patientStore } from '../src/testing/patient-store.ts';
import { type RedisServer, startRedis } from '../src/testing/redis-server.ts';

/** A replica has its data at once. */
const settings = { 'repl-diskless-sync-delay': '0' };
let servers: [RedisServer, RedisServer];
let admins: [RedisConnection, RedisConnection];
let link: HeldLink;
let connection: RedisConnection;
let store: PartitionStore;
let lines: string[];

beforeAll(async () => {
  servers = await Promise.all([startRedis({ settings }), startRedis({ settings })]);
  admins = [connectToRedis(servers[0].url), connectToRedis(servers[1].url)];
  for (const { client } of admins) if (!client.isReady) await ready(client);
});
afterAll(async () => {
  for (const { close } of admins) close();
  for (const server of servers) await server.close();
});
beforeEach(setUp);
afterEach(async () => {
  connection.close();
  await link.close();
});

/** Not `once` of node:events, which ends with the first attempt that fails. */
const ready = (client: RedisConnection['client']) =>
  new Promise<void>((resolve) => void client.once('ready', resolve));

async function setUp(): Promise<void> {
  lines = [];
  for (const { client } of admins) await client.sendCommand(['REPLICAOF', 'NO', 'ONE']);
  link = await heldLink(servers[0].port);
  connection = connectToRedis(`redis://127.0.0.1:${link.port}`, {
    onChange: (line) => void lines.push(line),
    timeout: 30_000,
  });
  await ready(connection.client);
  store = patientStore(connection);
  await store.put('key', 'kept', 60_000);
}

/** The first node becomes a replica of the second, and keeps its connections. */
async function failOver(): Promise<void> {
  const [old, promoted] = admins.map(({ client }) => client);
  await promoted?.sendCommand(['SET', 'key', 'kept']);
  const port = String(servers[1].port);
  await old?.sendCommand(['REPLICAOF', '127.0.0.1', port]);
  await admins[1].client.sendCommand(['WAIT', '1', '3000']);
}

test('a failover that keeps the connection is followed; a read does not fail for it', async () => {
  await failOver();
  link.lead(servers[1].port);
  const back = ready(connection.client);
  expect(await store.read('key', 60_000)).toBe('kept');
  await back;
  await store.put('key', 'new', 60_000);
  expect(await admins[1].client.get('key')).toBe('new');
  expect(lines).toEqual([
    expect.stringMatching(/is connected$/),
    expect.stringMatching(/^Redis at \S+ takes no writes \(READONLY\): .*replica/),
    expect.stringMatching(/is connected$/),
  ]);
});

test('a replica that stays one is reported once, still read, and not left in a circle', async () => {
  await failOver();
  let comings = 0;
  connection.client.on('ready', () => (comings += 1));
  const back = ready(connection.client);
  const said: unknown[] = [];
  const started = performance.now();
  const write = () =>
    store.put('key', 'new', 60_000).catch((error: unknown) => said.push((error as Error).message));
  await write();
  await back;
  for (let writes = 0; writes < 20; writes += 1) await write();
  expect(await store.read('key', 60_000)).toBe('kept');
  expect(said).toHaveLength(21);
  expect(new Set(said).size).toBe(1);
  expect(said[0]).toMatch(/refused the request \(READONLY\)\. It is a replica/);
  expect(comings).toBeLessThanOrEqual(1 + (performance.now() - started) / 1000);
  expect(lines.filter((line) => line.includes('READONLY'))).toHaveLength(1);
});

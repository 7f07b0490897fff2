// @requires redis
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { connectToRedis, partitionedTokenCache } from '../src/index.ts';
import type { RedisConnection } from '../src/store/connect-to-redis.ts';
import { patientStore } from '../src/testing/patient-store.ts';
import { type RedisServer, startRedis } from '../src/testing/redis-server.ts';

let redis: RedisServer;
let admin: RedisConnection;
const opened: RedisConnection[] = [];

beforeAll(async () => {
  redis = await startRedis();
  admin = connectToRedis(redis.url);
  await ready(admin);
});
afterAll(async () => {
  admin.close();
  await redis.close();
});
beforeEach(() => admin.client.flushAll());
afterEach(() => {
  for (const connection of opened.splice(0)) connection.close();
});

async function ready({ client }: RedisConnection): Promise<void> {
  if (!client.isReady) await new Promise((resolve) => client.once('ready', resolve));
}

/** Settings that last as long as `work`. */
async function withSettings<T>(
  changed: Record<string, string>,
  work: () => Promise<T>,
): Promise<T> {
  const before = await admin.client.configGet(Object.keys(changed));
  await admin.client.configSet(changed);
  try {
    return await work();
  } finally {
    await admin.client.configSet(before);
  }
}

/** What a write says on a connection that works. */
async function write(): Promise<string> {
  return messageOf(patientStore(admin).put('key', 'text', 1000));
}

/** What a write says where the connection itself is refused, and what is reported of the connection. */
async function refusedAt(
  url: string,
  timeout = 30_000,
): Promise<{ message: string; line: string }> {
  const line = new Promise<string>((resolve) => {
    opened.push(connectToRedis(url, { onChange: resolve, timeout }));
  });
  const told = await line;
  const store = patientStore(opened.at(-1) as RedisConnection);
  return { line: told, message: await messageOf(store.put('key', 'text', 1000)) };
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ errorCode: 'cache_unusable' });
  const { errorMessage } = error as { errorMessage: string };
  expect(errorMessage).not.toMatch(/secret/);
  return errorMessage;
}

const at = (path: string, user = '') => redis.url.replace('//', `//${user}`) + path;

test('a connection that is refused is reported with the word of Redis and what to do', async () => {
  const { message, line } = await refusedAt(at('', 'ada:secret@'));
  expect(message).toMatch(/refused .*\(WRONGPASS\).*percent-encoded/);
  expect(line).toMatch(/^Redis at 127\.0\.0\.1:\d+ refuses the connection \(WRONGPASS\)/);
  expect((await refusedAt(at('/99'))).message).toMatch(/\(ERR\).*no database of this number/);
  await withSettings({ requirepass: 'secret' }, async () => {
    expect((await refusedAt(at(''))).message).toMatch(/\(NOAUTH\).*redis:\/\/user:password@/);
  });
  await withSettings({ maxclients: '1' }, async () => {
    expect((await refusedAt(at(''))).message).toMatch(/\(ERR\).*maxclients/);
  });
});

test('a command that is refused is reported with the word of Redis and what to do', async () => {
  await withSettings({ maxmemory: '1' }, async () =>
    expect(await write()).toMatch(/\(OOM\).*memory is full/),
  );
  await withSettings({ 'min-replicas-to-write': '1' }, async () =>
    expect(await write()).toMatch(/\(NOREPLICAS\).*min-replicas-to-write/),
  );
  await admin.client.aclSetUser('reader', ['on', '>secret', '~*', '+@read', '+@connection']);
  const reader = connectToRedis(at('', 'reader:secret@'));
  opened.push(reader);
  await ready(reader);
  expect(await messageOf(patientStore(reader).put('key', 'text', 1000))).toMatch(
    /\(NOPERM\).*lacks a permission/,
  );
});

test('TLS to a plain port says so', async () => {
  const { message, line } = await refusedAt(redis.url.replace('redis:', 'rediss:'), 300);
  for (const text of [message, line]) expect(text).toMatch(/speak no TLS.*redis:\/\/ instead/);
});

test('another type, or bytes that are no text, count as a damaged value and are replaced', async () => {
  const unreadable: string[] = [];
  const tokens = partitionedTokenCache({
    store: patientStore(admin),
    onUnreadable: (key) => void unreadable.push(key),
  });
  const cache = { serialize: () => '{"Account":{"a":{"home_account_id":"x"}}}' };
  await admin.client.lPush('msal:user:list', 'x');
  await admin.client.set('msal:user:bytes', Buffer.from([0xff, 0xfe, 0x00]));
  await admin.client.lPush('msal:user:list:lock', 'x');
  await admin.client.set('msal:user:bytes:lock', 'left over without an end');
  for (const owner of ['list', 'bytes']) {
    const partition = tokens.partition(owner);
    await partition.runExclusive(() => partition.adopt(cache as never));
    expect(await admin.client.get(`msal:user:${owner}`)).toContain(cache.serialize().slice(1, -1));
  }
  expect(new Set(unreadable)).toEqual(new Set(['msal:user:list', 'msal:user:bytes']));
});

test('an IPv6 address in brackets is connected to', async () => {
  const six = await startRedis({ settings: { bind: '-::1 127.0.0.1' } });
  try {
    const line = await new Promise((resolve) => {
      opened.push(connectToRedis(`redis://[::1]:${six.port}`, { onChange: resolve }));
    });
    expect(line).toBe(`Redis at [::1]:${six.port} is connected`);
  } finally {
    await six.close();
  }
});

test('a connection that is closed while it is being made stays closed', async () => {
  const immediate = () => new Promise((resolve) => setImmediate(resolve));
  const late: number[] = [];
  for (let turns = 0; turns < 40; turns += 1) {
    const { client, close } = connectToRedis(redis.url);
    for (let turn = 0; turn < turns % 20; turn += 1) await immediate();
    close();
    client.on('ready', () => late.push(turns));
  }
  while ((await admin.client.clientList()).length > 1) await delay(50);
  expect(late).toEqual([]);
});

// @requires redis
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator-core';
import { partitionedTokenCache, type PartitionedTokenCacheOptions } from '../src/index.ts';
import { connectToRedis, type RedisConnection } from '../src/store/connect-to-redis.ts';
import { redisStore } from '../src/store/redis-store.ts';
import { type RedisServer, startRedis } from '../src/testing/redis-server.ts';
import { clientOf, refreshesOf, signIn, tokenFor } from '../src/testing/signed-in.ts';

let emulator: IdentityEmulator;
let redis: RedisServer;
const connections: RedisConnection[] = [];
const lines: string[] = [];

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
  redis = await startRedis();
  await instance();
});
afterAll(async () => {
  for (const connection of connections) connection.close();
  await redis.close();
  await emulator.close();
});
beforeEach(async () => {
  await emulator.control.reset();
  await ready(first());
  await first().client.flushAll();
});

/** On a busy machine a connection may have been given up and be on its way back. */
/** Not `once` of node:events, which ends at the first attempt that fails. */
async function ready({ client }: RedisConnection): Promise<void> {
  if (!client.isReady) await new Promise((resolve) => client.once('ready', resolve));
}

/** A connection of its own, as each process of a service has. */
async function instance(): Promise<RedisConnection> {
  const isFirst = connections.length === 0;
  const onChange = (line: string) => void (isFirst && lines.push(line));
  const connection = connectToRedis(redis.url, { onChange });
  connections.push(connection);
  await ready(connection);
  return connection;
}

function cacheOn(
  { client, name }: RedisConnection,
  options: Partial<PartitionedTokenCacheOptions> = {},
) {
  const store = redisStore(client, { name, commandTimeout: 500 });
  return partitionedTokenCache({ store, lockTimeout: 60_000, ...options });
}

const first = () => connections[0] as RedisConnection;

describe('many instances behind one Redis', () => {
  test('16 that find the same expired token make one refresh, and all get its token', async () => {
    const account = await signIn(emulator, cacheOn(first()), { expiresIn: 60 });
    const before = await refreshesOf(emulator);
    while (connections.length < 16) await instance();
    const calls = connections.map((connection) =>
      tokenFor(clientOf(emulator, cacheOn(connection).partition(account.homeAccountId)), account),
    );
    expect(new Set(await Promise.all(calls)).size).toBe(1);
    expect(await refreshesOf(emulator)).toBe(before + 1);
  });

  test('two that write at the same time, without a lock, lose no token', async () => {
    const account = await signIn(emulator, cacheOn(first()));
    const owner = account.homeAccountId;
    const requests = [['Mail.Read'], ['Calendars.Read']].map((scopes) => ({ scopes, account }));
    const clients = [first(), await instance()].map((connection) =>
      clientOf(emulator, cacheOn(connection).partition(owner)),
    );
    await Promise.all(
      clients.map((client, at) => client.acquireTokenSilent(requests[at] as never)),
    );
    const before = await refreshesOf(emulator);
    const later = clientOf(emulator, cacheOn(first()).partition(owner));
    for (const request of requests) await later.acquireTokenSilent({ ...request });
    expect(await refreshesOf(emulator)).toBe(before);
  });

  test('the lock of a process that was killed is free after its life', async () => {
    const file = join(import.meta.dirname, '../src/testing/lock-holder.ts');
    const args = ['--conditions=source', '--import', 'tsx', file, redis.url, 'somebody', '500'];
    const holder = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const partition = cacheOn(first()).partition('somebody');
    let entered = false;
    const inside = partition.runExclusive(async () => (entered = true));
    // Three times its life: a holder that is alive keeps its lock.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(entered).toBe(false);
    holder.kill('SIGKILL');
    await inside;
    expect(await first().client.get('msal:user:somebody:lock')).toBeNull();
  });
});

describe('when Redis', () => {
  const token = (user: Awaited<ReturnType<typeof signIn>>, tokens = cacheOn(first())) =>
    tokenFor(clientOf(emulator, tokens.partition(user.homeAccountId)), user);

  test('hangs, a call ends soon with one message, and works again when Redis does', async () => {
    const account = await signIn(emulator, cacheOn(first()));
    redis.hang();
    const started = performance.now();
    await expect(token(account)).rejects.toMatchObject({
      errorCode: 'cache_unusable',
      errorMessage: expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+, which keeps .*TimeoutError/),
    });
    expect(performance.now() - started).toBeLessThan(5000);
    redis.resume();
    await ready(first());
    await expect(token(account)).resolves.toEqual(expect.any(String));
  });

  test('is stopped, a call fails at once; started again, it works without a restart', async () => {
    const account = await signIn(emulator, cacheOn(first()));
    await redis.stop();
    await expect(token(account)).rejects.toMatchObject({ errorCode: 'cache_unusable' });
    await redis.start();
    await ready(first());
    // It kept nothing, so the person is asked.
    await expect(token(account)).rejects.toThrow('the person would have to sign in again');
    expect(lines.at(-2)).toMatch(/cannot be reached \(\w+\)$/);
    expect(lines.at(-1)).toMatch(/is connected$/);
  });

  test('is flushed in the middle of a refresh, the token is given out and nobody is signed in', async () => {
    const account = await signIn(emulator, cacheOn(first()), { expiresIn: 60 });
    const before = await refreshesOf(emulator);
    await emulator.control.inject({ at: 'token', times: 1, answer: { delayMs: 200 } });
    const renewed = token(account);
    while ((await refreshesOf(emulator)) === before) await new Promise(setImmediate);
    await first().client.flushAll();
    await expect(renewed).resolves.toEqual(expect.any(String));
    expect(await first().client.keys('msal:user:*')).toEqual([]);
  });

  test('is read by somebody else, they find no token, and an instance without the key neither', async () => {
    const keys = [randomBytes(32)];
    const account = await signIn(emulator, cacheOn(first(), { keys }));
    const values = await Promise.all(
      (await first().client.keys('*')).map((key) => first().client.get(key)),
    );
    expect(values.length).toBeGreaterThan(0);
    expect(values.join()).not.toMatch(/secret|eyJ|adele/);
    await expect(token(account)).rejects.toThrow('the person would have to sign in again');
    await expect(token(account, cacheOn(first(), { keys }))).resolves.toEqual(expect.any(String));
    expect(await first().client.ttl(`msal:user:${account.homeAccountId}`)).toBeGreaterThan(86_000);
  });
});

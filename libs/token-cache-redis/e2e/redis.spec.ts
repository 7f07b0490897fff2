// @long a Redis that hangs, restarts and evicts, and 32 workers; refusals.spec.ts shows a real one in seconds
// @requires redis
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import type { PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { partitionedTokenCache, type PartitionedTokenCacheOptions } from '../src/index.ts';
import { connectToRedis, type RedisConnection } from '../src/store/connect-to-redis.ts';
import type { Tables } from '../src/partition/merge-tables.ts';
import { redisStore } from '../src/store/redis-store.ts';
import { patientStore } from '../src/testing/patient-store.ts';
import type { PartitionStore } from '../src/store/partition-store.ts';
import { type HeldLink, heldLink } from '../src/testing/held-link.ts';
import { type RedisServer, startRedis } from '../src/testing/redis-server.ts';
import { clientOf, refreshesOf, signIn, tokenFor } from '../src/testing/signed-in.ts';
import type { WorkerOrder } from '../src/testing/worker-process.ts';

let emulator: IdentityEmulator;
let redis: RedisServer;
const connections: RedisConnection[] = [];
const lines: string[] = [];
const links: HeldLink[] = [];
/** A test that fails must not leave them behind: the run would wait for them. */
const children: ChildProcess[] = [];

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
  redis = await startRedis();
  await instance();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  for (const connection of connections) connection.close();
  for (const link of links) await link.close();
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
async function instance(url = redis.url): Promise<RedisConnection> {
  const isFirst = connections.length === 0;
  const onChange = (line: string) => void (isFirst && lines.push(line));
  const connection = connectToRedis(url, { onChange });
  connections.push(connection);
  await ready(connection);
  return connection;
}

/** A store to which something happens right after a token was renewed, before it can be written. */
function beforeFirstWrite(store: PartitionStore, happens: () => Promise<unknown>): PartitionStore {
  let isFirst = true;
  return {
    ...store,
    async replace(...write) {
      if (isFirst) {
        isFirst = false;
        await happens();
      }
      return store.replace(...write);
    },
  };
}

function cacheOn(connection: RedisConnection, options: Partial<PartitionedTokenCacheOptions> = {}) {
  const store = patientStore(connection);
  return partitionedTokenCache({ store, lockTimeout: 60_000, ...options });
}

function startWorkers(): ChildProcess {
  const file = join(import.meta.dirname, '../src/testing/worker-process.ts');
  const child = fork(file, { execArgv: ['--conditions=source', '--import', 'tsx'] });
  children.push(child);
  return child;
}

async function said<Message>(child: ChildProcess): Promise<Message> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a worker process ended: ${String(code)}`);
  });
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [Message];
  ended.catch(() => undefined); // it may end now
  return message;
}

/** A new instance finds the token, and does not renew it. */
async function isKept(user: Awaited<ReturnType<typeof signIn>>, on = first()): Promise<string> {
  const before = await refreshesOf(emulator);
  const client = clientOf(emulator, cacheOn(on).partition(user.homeAccountId));
  const found = await tokenFor(client, user);
  expect(await refreshesOf(emulator)).toBe(before);
  return found;
}

const first = () => connections[0] as RedisConnection;

describe('many instances behind one Redis', () => {
  test('32 workers in 4 processes that find the same expired token make one refresh', async () => {
    const account = await signIn(emulator, cacheOn(first()), { expiresIn: 60 });
    const before = await refreshesOf(emulator);
    const { authority, clientId, ca } = emulator;
    const processes = Array.from({ length: 4 }, startWorkers);
    const order = { redis: redis.url, authority: { authority, clientId, ca }, account, workers: 8 };
    for (const child of processes) child.send(order satisfies WorkerOrder);
    await Promise.all(processes.map(said));
    const answers = processes.map((child) => said<string[]>(child));
    for (const child of processes) child.send('go');
    const found = (await Promise.all(answers)).flat();
    expect(found).toHaveLength(32);
    expect(new Set(found).size).toBe(1);
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
    const args = ['--conditions=source', '--import', 'tsx', file, redis.url, 'another', '2000'];
    const holder = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(holder);
    await once(holder.stdout, 'data');
    const partition = cacheOn(first()).partition('another');
    let entered = false;
    const inside = partition.runExclusive(async () => (entered = true));
    // Twice its life: a holder that is alive keeps its lock.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(entered).toBe(false);
    holder.kill('SIGKILL');
    await inside;
    expect(await first().client.get('msal:user:another:lock')).toBeNull();
  });
});

test('a lock is lengthened and freed by its owner only', async () => {
  const store = patientStore(first());
  expect(await store.lock('lock', 'one', 60_000)).toBe(true);
  expect(await store.lock('lock', 'two', 60_000)).toBe(false);
  expect(await store.extend('lock', 'two', 90_000)).toBe(false);
  await store.unlock('lock', 'two');
  expect(await first().client.get('lock')).toBe('one');
  expect(await first().client.pTTL('lock')).toBeLessThanOrEqual(60_000);
  expect(await store.extend('lock', 'one', 90_000)).toBe(true);
  expect(await first().client.pTTL('lock')).toBeGreaterThan(60_000);
  await store.unlock('lock', 'one');
  expect(await first().client.get('lock')).toBeNull();
});

describe('when Redis', () => {
  const token = (user: Awaited<ReturnType<typeof signIn>>, tokens = cacheOn(first())) =>
    tokenFor(clientOf(emulator, tokens.partition(user.homeAccountId)), user);

  test('hangs, a call ends soon with one message, and works again when Redis does', async () => {
    const account = await signIn(emulator, cacheOn(first()));
    const { client, name } = first();
    const impatient = cacheOn(first(), {
      store: redisStore(client, { name, commandTimeout: 500 }),
    });
    redis.hang();
    const started = performance.now();
    await expect(token(account, impatient)).rejects.toMatchObject({
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
    // It kept nothing, so the user is asked.
    await expect(token(account)).rejects.toThrow('the user would have to sign in again');
    expect(lines.at(-2)).toMatch(/cannot be reached \(\w+\)$/);
    expect(lines.at(-1)).toMatch(/is connected$/);
  });

  test('evicts the key in the middle of a refresh, the new token is kept all the same', async () => {
    const account = await signIn(emulator, cacheOn(first()), { expiresIn: 60 });
    const key = `msal:user:${account.homeAccountId}`;
    const store = beforeFirstWrite(patientStore(first()), () => first().client.del(key));
    const found = await token(account, cacheOn(first(), { store }));
    expect(await isKept(account)).toBe(found);
  });

  test('hears of a sign-out in the middle of a refresh, no refresh token comes back', async () => {
    const account = await signIn(emulator, cacheOn(first()), { expiresIn: 60 });
    const owner = account.homeAccountId;
    const store = beforeFirstWrite(patientStore(first()), () =>
      cacheOn(first()).partition(owner).remove(),
    );
    const tokens = cacheOn(first(), { store });
    const client = clientOf(emulator, tokens.partition(owner));
    await expect(tokenFor(client, account)).resolves.toEqual(expect.any(String));
    expect(await first().client.get(`msal:user:${owner}`)).toBe('signed-out');
    // The same client, which still has the tokens in its memory, writes nothing either.
    await expect(tokenFor(client, account)).rejects.toThrow();
    expect(await first().client.get(`msal:user:${owner}`)).toBe('signed-out');
  });

  test('is slow, a late write does not take a newer refresh token away', async () => {
    const link = await heldLink(redis.port);
    links.push(link);
    const slow = await instance(`redis://127.0.0.1:${link.port}`);
    const account = await signIn(emulator, cacheOn(first()), { expiresIn: 60 });
    const owner = account.homeAccountId;
    // Nothing of it arrives after its refresh: not its write, and not the life of its lock.
    const held = new EventEmitter();
    const isHeld = once(held, 'held');
    const store = beforeFirstWrite(patientStore(slow), async () => {
      link.hold();
      held.emit('held');
    });
    const [late, quick] = [cacheOn(slow, { store, lockLife: 1500 }), cacheOn(first())].map(
      (tokens) => clientOf(emulator, tokens.partition(owner)),
    ) as [PublicClientApplication, PublicClientApplication];
    const before = await refreshesOf(emulator);
    // Each renewal finds the tokens old again, so that the second one renews too.
    await emulator.control.fault({ at: 'token', answer: { merge: { expires_in: 60 } } });
    const lateToken = tokenFor(late, account);
    await isHeld;
    const quickToken = await tokenFor(quick, account);
    link.release();
    expect(await lateToken).not.toBe(quickToken);
    expect(await refreshesOf(emulator)).toBe(before + 2);
    const kept = JSON.parse((await first().client.get(`msal:user:${owner}`)) ?? '') as Tables;
    const newest = JSON.parse(quick.getTokenCache().serialize()) as Tables;
    expect(kept['RefreshToken']).toEqual(newest['RefreshToken']);
    expect(Object.keys(kept['RefreshToken'] ?? {})).toHaveLength(1);
  });

  test('refuses connections at the start, calls fail at once with one message until it is there', async () => {
    await redis.stop();
    const heard: string[] = [];
    const changes = new EventEmitter();
    const refused = once(changes, 'change');
    const early = connectToRedis(redis.url, {
      onChange(line) {
        heard.push(line);
        changes.emit('change');
      },
    });
    connections.push(early);
    await expect(
      cacheOn(early)
        .partition('adele')
        .runExclusive(async () => 'inside'),
    ).rejects.toMatchObject({ errorCode: 'cache_unusable' });
    // The call does not wait for the connection: Redis could be there before it was ever missed.
    await refused;
    await redis.start();
    await ready(early);
    const account = await signIn(emulator, cacheOn(early));
    await expect(isKept(account, early)).resolves.toEqual(expect.any(String));
    expect(heard).toEqual([
      expect.stringMatching(/cannot be reached \(ECONNREFUSED\)$/),
      expect.stringMatching(/is connected$/),
    ]);
  });

  test('is read by another program, that finds no token, and an instance without the key neither', async () => {
    const keys = [randomBytes(32)];
    const account = await signIn(emulator, cacheOn(first(), { keys }));
    const values = await Promise.all(
      (await first().client.keys('*')).map((key) => first().client.get(key)),
    );
    expect(values.length).toBeGreaterThan(0);
    expect(values.join()).not.toMatch(/secret|eyJ|adele/);
    await expect(token(account)).rejects.toThrow('the user would have to sign in again');
    await expect(token(account, cacheOn(first(), { keys }))).resolves.toEqual(expect.any(String));
    expect(await first().client.ttl(`msal:user:${account.homeAccountId}`)).toBeGreaterThan(86_000);
  });
});

describe.each([{ keeps: true }, { keeps: false }])(
  'a Redis that restarts (keeps its data: $keeps)',
  ({ keeps }) => {
    let own: RedisServer;
    let connection: RedisConnection;
    beforeAll(async () => {
      own = await startRedis({ keeps });
      connection = connectToRedis(own.url);
      await ready(connection);
    });
    afterAll(async () => {
      connection.close();
      await own.close();
    });

    test('in the middle of a refresh costs no token: the new one is written when it is back', async () => {
      const failures: string[] = [];
      const onWriteFailed = ({ errorCode }: { errorCode: string }) => void failures.push(errorCode);
      const account = await signIn(emulator, cacheOn(connection), { expiresIn: 60 });
      const store = beforeFirstWrite(patientStore(connection), own.stop);
      const tokens = cacheOn(connection, { store, onWriteFailed });
      const client = clientOf(emulator, tokens.partition(account.homeAccountId));
      const before = await refreshesOf(emulator);
      const found = await tokenFor(client, account);
      expect(failures).toEqual(['cache_unusable']);
      await own.start();
      await ready(connection);
      expect(await tokenFor(client, account)).toBe(found);
      expect(await isKept(account, connection)).toBe(found);
      expect(await refreshesOf(emulator)).toBe(before + 1);
    });
  },
);

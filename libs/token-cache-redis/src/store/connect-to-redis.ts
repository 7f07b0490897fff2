import { createClient, type RedisClientType } from 'redis';
import { backoffDelay } from '@entra-flows/auth-core';
import { oneInProcess } from '@entra-flows/primitives/one-in-process';
import { assertDuration } from '../assert-duration.ts';
import { describeRedisFailure, type RedisFailure } from './describe-redis-failure.ts';

/** How a connection reports its state, and when it counts as dead. */
export interface RedisConnectionOptions {
  /** Called with one line for a log when the connection is lost or refused, and when it is back. */
  onChange?: (line: string) => void;
  /** ms without any answer after which a connection counts as dead; default 4000. */
  timeout?: number;
}

/** A connection that reconnects by itself. */
export interface RedisConnection {
  /** The client of `redis`, for `redisStore`. */
  client: RedisClientType;
  /** For messages, without user name and password: `Redis at localhost:6379`. */
  name: string;
  /** Closes the connection at once; commands that wait for an answer fail. */
  close(): void;
}

/** ms; a replica that stays one is left no sooner again. */
const LEAST_STAY = 1000;

/** ms between two tries to connect. */
const PAUSE = { first: 50, longest: 2000 };

/**
 * Connects to Redis and stays connected: it reconnects without end, after pauses that grow to two seconds.
 * Returns at once, also while Redis is not there yet.
 *
 * Commands fail at once while there is no connection, instead of waiting in a queue: a write that comes a
 * minute late is of no use, and a late lock hurts. A server that hangs is noticed after `timeout`, and all
 * commands that wait for it fail.
 *
 * A failover may leave the connection as it is, to a node that has become a replica. A `redisStore` on
 * this client notices that, and the connection is made anew, to wherever the address leads now.
 *
 * @param url `redis[s]://[user:password@]host[:port][/database]`
 * @throws {TypeError} when `url` is not a URL
 * @throws {RangeError} when `timeout` is not a positive number
 * @example
 * const { client, name } = connectToRedis('redis://localhost:6379', { onChange: console.error });
 * const tokens = partitionedTokenCache({ store: redisStore(client, { name }), keys: [key] });
 */
export function connectToRedis(
  url: string,
  { onChange = () => undefined, timeout = 4000 }: RedisConnectionOptions = {},
): RedisConnection {
  assertDuration('timeout', timeout, 'milliseconds');
  const { hostname, port, protocol } = new URL(url);
  const name = `Redis at ${hostname}:${port || 6379}`;
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    // Redis Enterprise's notices of maintenance: with these, node-redis 6.3 looks up `[::1]` as a name.
    ...(hostname.startsWith('[') ? { maintNotifications: 'disabled' as const } : {}),
    // Its answers to these keep an idle connection from looking like a dead one.
    pingInterval: timeout / 4,
    socket: {
      connectTimeout: timeout,
      socketTimeout: timeout,
      reconnectStrategy: (retries) => backoffDelay({ failures: retries + 1, ...PAUSE }),
    },
  });
  // The same failure is reported once: an outage has many attempts.
  const reported = new Set<string>();
  const reportFailure = (line: string) => {
    if (!reported.has(line)) onChange(line);
    reported.add(line);
  };
  const reportConnected = () => {
    if (isFirst || reported.size > 0) onChange(`${name} is connected`);
    isFirst = isReplica = false;
    reported.clear();
  };
  let isFirst = true;
  let isReplica = false;
  let lastLeft = -Infinity;
  let isLeaving = false;
  let wasReady = false;

  const link: RedisLink = {
    failure: undefined,
    refused({ word, advice }) {
      if (!/^(?:READONLY|MASTERDOWN)$/.test(word)) return;
      isReplica = true;
      reportFailure(`${name} takes no writes (${word}): ${advice}`);
      if (isLeaving || performance.now() - lastLeft < LEAST_STAY) return;
      isLeaving = true;
      lastLeft = performance.now();
      // What was asked on this connection is answered first, and then Redis closes it.
      setImmediate(() => void client.sendCommand(['QUIT']).catch(() => (isLeaving = false)));
    },
    wrote() {
      if (isReplica) reportConnected();
    },
  };
  redisLinks.set(client, link);
  client.on('error', (error: unknown) => {
    const { word, isRefusal, advice } = (link.failure = describeRedisFailure(
      error,
      wasReady ? undefined : protocol,
    ));
    wasReady = false;
    if (isLeaving) return;
    const what = isRefusal ? 'refuses the connection' : 'cannot be reached';
    reportFailure(`${name} ${what} (${word})${advice ? `: ${advice}` : ''}`);
  });
  client.on('ready', () => {
    link.failure = undefined;
    wasReady = true;
    isLeaving = false;
    // Whether it leads to the primary now shows with the next write.
    if (!isReplica) reportConnected();
  });
  // The client reconnects by itself; its errors arrive above.
  client.connect().catch(() => undefined);
  return {
    client,
    name,
    close() {
      // node-redis 6.3 finishes an attempt to connect that is under way, and asks that connection for signs
      // of life without end.
      client.once('connect', () => client.destroy());
      client.destroy();
    },
  };
}

/** What a store and the connection under it report to each other. */
interface RedisLink {
  /** Why there is no connection at the moment. */
  failure: RedisFailure | undefined;
  /** Redis answered with an error; if it is a replica, the connection is made anew. */
  refused(failure: RedisFailure): void;
  /** Redis has taken a write. */
  wrote(): void;
}

/** By client, so that a store needs the client only, also one that `connectToRedis` did not make. */
export const redisLinks = oneInProcess('redis-links/1', () => new WeakMap<object, RedisLink>());

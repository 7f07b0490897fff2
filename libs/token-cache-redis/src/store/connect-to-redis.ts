import { createClient, type RedisClientType } from 'redis';
import { assertDuration } from '../assert-duration.ts';
import { describeRedisFailure } from './describe-redis-failure.ts';
import { type RedisLink, redisLinks } from './redis-link.ts';

export interface RedisConnectionOptions {
  /** Called with one line for people when the connection is lost or refused, and when it is back. */
  onChange?: (line: string) => void;
  /** ms without any answer after which a connection counts as dead; default 4000. */
  patience?: number;
}

/** A connection that looks after itself. */
export interface RedisConnection {
  client: RedisClientType;
  /** For people, without user name and password: `Redis at localhost:6379`. */
  name: string;
  close(): void;
}

/** ms; a replica that stays one is left no sooner again. */
const LEAST_STAY = 1000;

/**
 * Connects to Redis and stays connected: for ever, with pauses that grow to two seconds. Returns
 * at once, also when nobody listens yet.
 *
 * Commands fail at once while there is no connection, instead of waiting in a queue: a write that
 * comes a minute late helps nobody, and a late lock hurts. A server that hangs is noticed by
 * `patience`, and everything that waits for it fails.
 *
 * A failover may leave the connection as it is, to a node that has become a replica. A `redisStore`
 * on this client notices that, and the connection is made anew, to wherever the address leads now.
 *
 * @param url `redis[s]://[user:password@]host[:port][/database]`
 * @throws {TypeError} when the URL is none
 * @throws {RangeError} when `patience` is not a positive number
 */
export function connectToRedis(
  url: string,
  { onChange = () => undefined, patience = 4000 }: RedisConnectionOptions = {},
): RedisConnection {
  assertDuration('patience', patience, 'milliseconds');
  const { hostname, port, protocol } = new URL(url);
  const name = `Redis at ${hostname}:${port || 6379}`;
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    // Redis Enterprise's notices of maintenance: with these, node-redis 6.3 looks up `[::1]` as a name.
    ...(hostname.startsWith('[') ? { maintNotifications: 'disabled' as const } : {}),
    // Its answers to these keep an idle connection from looking like a dead one.
    pingInterval: patience / 4,
    socket: {
      connectTimeout: patience,
      socketTimeout: patience,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2000) * (0.5 + Math.random() / 2),
    },
  });
  // The same trouble is told once: an outage has many attempts.
  const told = new Set<string>();
  const tellTrouble = (line: string) => {
    if (!told.has(line)) onChange(line);
    told.add(line);
  };
  const tellConnected = () => {
    if (isFirst || told.size > 0) onChange(`${name} is connected`);
    isFirst = isReplica = false;
    told.clear();
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
      tellTrouble(`${name} takes no writes (${word}): ${advice}`);
      if (isLeaving || performance.now() - lastLeft < LEAST_STAY) return;
      isLeaving = true;
      lastLeft = performance.now();
      // What was asked on this connection is answered first, and then Redis closes it.
      setImmediate(() => void client.sendCommand(['QUIT']).catch(() => (isLeaving = false)));
    },
    wrote() {
      if (isReplica) tellConnected();
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
    tellTrouble(`${name} ${what} (${word})${advice ? `: ${advice}` : ''}`);
  });
  client.on('ready', () => {
    link.failure = undefined;
    wasReady = true;
    isLeaving = false;
    // Whether it leads to the primary now shows with the next write.
    if (!isReplica) tellConnected();
  });
  // It goes on trying by itself; what it says is heard above.
  client.connect().catch(() => undefined);
  return { client, name, close: () => client.destroy() };
}

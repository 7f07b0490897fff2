import { createClient, type RedisClientType } from 'redis';
import { wordFor } from './word-for.ts';

export interface RedisConnectionOptions {
  /** Called with one line for people when the connection is lost, and when it is back. */
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

/**
 * Connects to Redis and stays connected: for ever, with pauses that grow to two seconds. Returns
 * at once, also when nobody listens yet.
 *
 * Commands fail at once while there is no connection, instead of waiting in a queue: a write that
 * comes a minute late helps nobody, and a late lock hurts. A server that hangs is noticed by
 * `patience`, and everything that waits for it fails.
 *
 * @param url `redis[s]://[user:password@]host[:port][/database]`
 * @throws {TypeError} when the URL is none
 */
export function connectToRedis(
  url: string,
  { onChange = () => undefined, patience = 4000 }: RedisConnectionOptions = {},
): RedisConnection {
  const { hostname, port } = new URL(url);
  const name = `Redis at ${hostname}:${port || 6379}`;
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    // Its answers to these keep an idle connection from looking like a dead one.
    pingInterval: patience / 4,
    socket: {
      connectTimeout: patience,
      socketTimeout: patience,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2000) * (0.5 + Math.random() / 2),
    },
  });
  let said: boolean | undefined;
  const tell = (connected: boolean, line: string) => {
    if (said !== connected) onChange(line);
    said = connected;
  };
  client.on('error', (error: unknown) =>
    tell(false, `${name} cannot be reached (${wordFor(error)})`),
  );
  client.on('ready', () => tell(true, `${name} is connected`));
  // It goes on trying by itself; what it says is heard above.
  client.connect().catch(() => undefined);
  return { client, name, close: () => client.destroy() };
}

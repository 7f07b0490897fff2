import { AuthCoreError } from '@entra-flows/auth-core';
import type { PartitionStore } from './partition-store.ts';
import { within } from './within.ts';
import { wordFor } from './word-for.ts';

/** What is needed of a Redis client; a client of `redis` (node-redis) has it. */
export interface RedisCommands {
  sendCommand(args: string[]): Promise<unknown>;
}

export interface RedisStoreOptions {
  /** For people; default `Redis`. */
  name?: string;
  /** ms to wait for one answer; default 2000. */
  commandTimeout?: number;
}

const REPLACE = `
local current = redis.call('GET', KEYS[1]) or ''
if current ~= ARGV[1] then return {0, current} end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return {1}`;

const LOCK = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/** Only the owner may touch a lock: it may have run out, and be somebody else's by now. */
const EXTEND = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

const UNLOCK = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/**
 * Keeps partitions in Redis (6.2 or later, for GETEX), in front of any number of processes. Each
 * command touches one key, so a cluster will do.
 *
 * @see https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/
 */
export function redisStore(redis: RedisCommands, options: RedisStoreOptions = {}): PartitionStore {
  const { name = 'Redis', commandTimeout = 2000 } = options;

  async function command(...args: string[]): Promise<unknown> {
    try {
      return await within(commandTimeout, redis.sendCommand(args));
    } catch (error) {
      throw unreachable(name, error);
    }
  }

  const script = (text: string, key: string, ...args: string[]) =>
    command('EVAL', text, '1', key, ...args);

  return {
    name,
    async read(key, keepFor) {
      const life = keepFor === undefined ? undefined : `${Math.ceil(keepFor)}`;
      const answer = life ? await command('GETEX', key, 'PX', life) : await command('GET', key);
      return typeof answer === 'string' ? answer : undefined;
    },
    async replace(key, seen, text, ttl) {
      const answer = await script(REPLACE, key, seen ?? '', text, `${Math.ceil(ttl)}`);
      const [done, current] = answer as [number, string?];
      return done === 1 ? { done: true } : { done: false, current: current || undefined };
    },
    async put(key, text, ttl) {
      await command('SET', key, text, 'PX', `${Math.ceil(ttl)}`);
    },
    async remove(key) {
      await command('DEL', key);
    },
    async lock(key, owner, life) {
      const asked = redis.sendCommand(['EVAL', LOCK, '1', key, owner, `${life}`]);
      try {
        return (await within(commandTimeout, asked)) === 1;
      } catch (error) {
        // An answer that comes too late may be a lock that nobody uses.
        asked.then(() => script(UNLOCK, key, owner)).catch(() => undefined);
        throw unreachable(name, error);
      }
    },
    extend: async (key, owner, life) => (await script(EXTEND, key, owner, `${life}`)) === 1,
    unlock: async (key, owner) => void (await script(UNLOCK, key, owner)),
  };
}

/** The client's message is not passed on: it may quote the command, with tokens in it. */
function unreachable(name: string, cause: unknown): AuthCoreError {
  return new AuthCoreError(
    'cache_unusable',
    `${name}, which keeps the tokens, gives no usable answer (${wordFor(cause)}). ` +
      'Nothing is lost: once it answers, the same request works again. See that it runs and can be reached.',
    { cause },
  );
}

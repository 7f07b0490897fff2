import { createHash } from 'node:crypto';
import { AuthCoreError } from '@entra-flows/auth-core';
import { withTimeout } from '@entra-flows/primitives/race-with-signal';
import { assertDuration } from '../assert-duration.ts';
import { describeRedisFailure, type RedisFailure } from './describe-redis-failure.ts';
import type { PartitionStore } from './partition-store.ts';
import { redisLinks } from './connect-to-redis.ts';

/** What is needed of a Redis client; a client of `redis` (`createClient`, node-redis) has it. */
export interface RedisCommands {
  /** Sends one command and returns its answer. Rejects when Redis refuses it or is out of reach. */
  sendCommand(args: string[]): Promise<unknown>;
}

/** What is needed of a client for a cluster; one of `redis` (`createCluster`) has it. */
export interface RedisClusterCommands {
  /** The slots of the cluster; only their presence counts, which marks a client for a cluster. */
  readonly slots: readonly unknown[];
  /**
   * Sends one command to the node that has the key, and returns its answer. Rejects when Redis refuses it
   * or is out of reach.
   */
  sendCommand(key: string, isReadonly: boolean, args: string[]): Promise<unknown>;
}

/** The name of a Redis in messages, and how long to wait for it. */
export interface RedisStoreOptions {
  /** Names it in messages to users; default `Redis`. */
  name?: string;
  /** ms to wait for one answer; default 2000. */
  commandTimeout?: number;
}

/**
 * Stands for a value that cannot be read as text: one of another type, or bytes that are not UTF-8. As
 * with a damaged text, the next write replaces it.
 */
const UNREADABLE = 'unreadable:';

/** ARGV[1] is the text that the caller has seen, or the digest of bytes that are not text. */
const REPLACE = `
local current = redis.pcall('GET', KEYS[1])
if type(current) == 'table' then
  if not string.find(current.err, 'WRONGTYPE', 1, true) then return current end
  current = '${UNREADABLE}WRONGTYPE'
end
current = current or ''
if current ~= ARGV[1] then
  local digest = redis.sha1hex(current)
  if '${UNREADABLE}' .. digest ~= ARGV[1] then return {0, current, digest} end
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return {1}`;

/** Answers to a command that writes; reading works all the same. */
const TAKES_NO_WRITES = new Set(['READONLY', 'MISCONF', 'NOREPLICAS', 'OOM']);

/** A lock of this library is a text that expires; a value of another type, or one that stays, is left over. */
const LOCK = `
local isText = redis.call('TYPE', KEYS[1]).ok == 'string'
if isText and redis.call('PTTL', KEYS[1]) >= 0 then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/** Only the owner may touch a lock: it may have run out, and belong to another process by now. */
const EXTEND = `
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

const UNLOCK = `
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/**
 * A store in Redis (6.2 or later, for GETEX) that any number of processes share. Each command touches one
 * key, so that a cluster works as well (`createCluster` of `redis`).
 *
 * @param redis - a connected client, of one Redis or of a cluster; it stays the caller's to close
 * @throws {RangeError} when `commandTimeout` is not a positive number
 * @see https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/
 */
export function redisStore(
  redis: RedisCommands | RedisClusterCommands,
  options: RedisStoreOptions = {},
): PartitionStore {
  const { name = 'Redis', commandTimeout = 2000 } = options;
  assertDuration('commandTimeout', commandTimeout, 'milliseconds');
  const link = redisLinks.get(redis);

  const send = (key: string, args: string[]) =>
    'slots' in redis ? redis.sendCommand(key, false, args) : redis.sendCommand(args);

  async function answerTo(asked: Promise<unknown>): Promise<unknown> {
    try {
      return await withTimeout(asked, commandTimeout, () => noAnswer(commandTimeout));
    } catch (error) {
      const failure = describeRedisFailure(error);
      if (failure.isRefusal) link?.refused(failure);
      // A command without a connection says only that; why is known to the connection.
      const why = failure.isRefusal ? failure : (link?.failure ?? failure);
      throw new RedisStoreError(name, why, error);
    }
  }

  async function command(word: string, key: string, ...args: string[]): Promise<unknown> {
    const answer = await answerTo(send(key, [word, key, ...args]));
    if (word !== 'GET') link?.wrote();
    return answer;
  }

  const evaluate = (text: string, key: string, args: string[]) =>
    send(key, ['EVAL', text, '1', key, ...args]);

  const script = (text: string, key: string, ...args: string[]) =>
    answerTo(evaluate(text, key, args));

  async function read(key: string, keepFor?: number): Promise<unknown> {
    if (keepFor === undefined) return command('GET', key);
    try {
      return await command('GETEX', key, 'PX', `${Math.ceil(keepFor)}`);
    } catch (error) {
      if (TAKES_NO_WRITES.has(wordOf(error) ?? '')) return command('GET', key);
      throw error;
    }
  }

  return {
    name,
    async read(key, keepFor) {
      try {
        const answer = await read(key, keepFor);
        return typeof answer === 'string' ? answer : undefined;
      } catch (error) {
        if (wordOf(error) === 'WRONGTYPE') return `${UNREADABLE}WRONGTYPE`;
        throw error;
      }
    },
    async replace(key, seen, text, ttl) {
      const answer = await script(REPLACE, key, seen ?? '', text, `${Math.ceil(ttl)}`);
      const [done, current, digest] = answer as [number, string?, string?];
      if (done === 1) return { done: true };
      return { done: false, current: current ? asText(current, digest) : undefined };
    },
    async put(key, text, ttl) {
      await command('SET', key, text, 'PX', `${Math.ceil(ttl)}`);
    },
    async remove(key) {
      await command('DEL', key);
    },
    async lock(key, owner, life) {
      const asked = evaluate(LOCK, key, [owner, `${life}`]);
      try {
        return (await answerTo(asked)) === 1;
      } catch (error) {
        // An answer that comes too late may be a lock that nothing uses.
        asked.then(() => script(UNLOCK, key, owner)).catch(() => undefined);
        throw error;
      }
    },
    extend: async (key, owner, life) => (await script(EXTEND, key, owner, `${life}`)) === 1,
    unlock: async (key, owner) => void (await script(UNLOCK, key, owner)),
  };
}

/** An error named TimeoutError, as that of `AbortSignal.timeout`. */
function noAnswer(ms: number): Error {
  return new DOMException(`no answer within ${ms} ms`, 'TimeoutError');
}

/** Bytes that are not UTF-8 do not come through as they are, and so can never be compared. */
function asText(current: string, digest: string | undefined): string {
  const isWhole = !digest || createHash('sha1').update(current).digest('hex') === digest;
  return isWhole ? current : UNREADABLE + digest;
}

/**
 * `cache_unusable`, with what Redis answered or what kept it from answering. The message of the Redis
 * client is not passed on: it may quote the command, with tokens in it.
 */
export class RedisStoreError extends AuthCoreError {
  /** What went wrong, for a program that acts on it. */
  readonly failure: RedisFailure;

  constructor(name: string, failure: RedisFailure, cause: unknown) {
    const { word, isRefusal, advice } = failure;
    super(
      'cache_unusable',
      isRefusal
        ? `${name}, which keeps the tokens, refused the request (${word}). ` +
            `${advice ?? 'Look this word up in its log and its documentation.'} ` +
            'Nothing is lost: the same request works again then.'
        : `${name}, which keeps the tokens, gives no usable answer (${word}). ` +
            'Nothing is lost: once it answers, the same request works again. ' +
            (advice ?? 'See that it runs and can be reached.'),
      { cause },
    );
    this.failure = failure;
  }
}

/** The first word of Redis's refusal. */
function wordOf(error: unknown): string | undefined {
  const { failure } = error instanceof RedisStoreError ? error : { failure: undefined };
  return failure?.isRefusal ? failure.word : undefined;
}

import { oneInProcess } from '../one-in-process.ts';
import type { RedisFailure } from './describe-redis-failure.ts';

/** What a store and the connection under it tell each other. */
export interface RedisLink {
  /** Why there is no connection at the moment. */
  failure: RedisFailure | undefined;
  /** Redis answered with an error: a replica is left for the primary. */
  refused(failure: RedisFailure): void;
  /** Redis has taken a write. */
  wrote(): void;
}

/** By client, so that a store needs the client only, also one that somebody else connected. */
export const redisLinks = oneInProcess('links/1', () => new WeakMap<object, RedisLink>());

import { oneInProcess } from '@entra-flows/primitives/one-in-process';
import type { RedisFailure } from './describe-redis-failure.ts';

/** What a store and the connection under it report to each other. */
export interface RedisLink {
  /** Why there is no connection at the moment. */
  failure: RedisFailure | undefined;
  /** Redis answered with an error; if it is a replica, the connection is made anew. */
  refused(failure: RedisFailure): void;
  /** Redis has taken a write. */
  wrote(): void;
}

/** By client, so that a store needs the client only, also one that `connectToRedis` did not make. */
export const redisLinks = oneInProcess('redis-links/1', () => new WeakMap<object, RedisLink>());

// Every export of the library.

export {
  type PartitionedTokenCache,
  partitionedTokenCache,
  type PartitionedTokenCacheOptions,
} from './partitioned-token-cache.ts';
export { sealedValues, type ValueSeal } from './partition/seal-value.ts';
export type { TokenPartition } from './partition/token-partition.ts';
export {
  connectToRedis,
  type RedisConnection,
  type RedisConnectionOptions,
} from './store/connect-to-redis.ts';
export { memoryStore } from './store/memory-store.ts';
export type { PartitionStore, Replaced } from './store/partition-store.ts';
export type { RedisFailure } from './store/describe-redis-failure.ts';
export {
  type RedisClusterCommands,
  type RedisCommands,
  redisStore,
  RedisStoreError,
  type RedisStoreOptions,
} from './store/redis-store.ts';

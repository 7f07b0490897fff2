import type { RedisConnection } from '../store/connect-to-redis.ts';
import type { PartitionStore } from '../store/partition-store.ts';
import { redisStore } from '../store/redis-store.ts';

/** A store on Redis that does not take a busy machine for a Redis that hangs. */
export function patientStore({ client, name }: RedisConnection): PartitionStore {
  return redisStore(client, { name, commandTimeout: 30_000 });
}

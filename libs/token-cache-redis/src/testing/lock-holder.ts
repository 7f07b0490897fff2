import { connectToRedis } from '../store/connect-to-redis.ts';
import { redisStore } from '../store/redis-store.ts';
import { partitionedTokenCache } from '../partitioned-token-cache.ts';

/** A process that holds a partition's lock until it is killed. */
const [url = '', owner = '', lockLife = ''] = process.argv.slice(2);
const { client } = connectToRedis(url);
client.once('ready', () => {
  const tokens = partitionedTokenCache({ store: redisStore(client), lockLife: Number(lockLife) });
  void tokens.partition(owner).runExclusive(async () => {
    process.stdout.write('held\n');
    await new Promise(() => undefined);
  });
});

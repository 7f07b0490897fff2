import { connectToRedis } from '../store/connect-to-redis.ts';
import { partitionedTokenCache } from '../partitioned-token-cache.ts';
import { patientStore } from './patient-store.ts';

/** A process that holds a partition's lock until it is killed. */
const [url = '', owner = '', lockLife = ''] = process.argv.slice(2);
const connection = connectToRedis(url);
connection.client.once('ready', () => {
  const tokens = partitionedTokenCache({
    store: patientStore(connection),
    lockLife: Number(lockLife),
  });
  void tokens.partition(owner).runExclusive(async () => {
    process.stdout.write('held\n');
    await new Promise(() => undefined);
  });
});

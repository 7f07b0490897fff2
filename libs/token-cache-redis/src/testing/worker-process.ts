import { once } from 'node:events';
import type { AccountInfo } from '@azure/msal-node';
import { connectToRedis } from '../store/connect-to-redis.ts';
import { partitionedTokenCache } from '../partitioned-token-cache.ts';
import { patientStore } from './patient-store.ts';
import { type AuthorityFacts, clientOf, tokenFor } from './signed-in.ts';

export interface WorkerOrder {
  redis: string;
  authority: AuthorityFacts;
  account: AccountInfo;
  /** Each with a connection and a client of its own. */
  workers: number;
}

/** A process of a service: says when its workers are ready, then what token each of them found. */
const [order] = (await once(process, 'message')) as [WorkerOrder];
const { redis, authority, account, workers } = order;

const ready = Array.from({ length: workers }, async () => {
  const connection = connectToRedis(redis);
  await new Promise((resolve) => connection.client.once('ready', resolve));
  const tokens = partitionedTokenCache({
    store: patientStore(connection),
    lockTimeout: 60_000,
  });
  return clientOf(authority, tokens.partition(account.homeAccountId));
});
const clients = await Promise.all(ready);
process.send?.('ready');
await once(process, 'message');
const found = await Promise.all(clients.map((client) => tokenFor(client, account)));
process.send?.(found, () => process.exit());

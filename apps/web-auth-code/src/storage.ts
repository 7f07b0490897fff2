import { hkdfSync, randomBytes } from 'node:crypto';
import {
  connectToRedis,
  memoryStore,
  type PartitionedTokenCache,
  partitionedTokenCache,
  redisStore,
} from '@entra-flows/token-cache-redis';
import { RedisStore } from 'connect-redis';
import { MemoryStore, type Store } from 'express-session';
import type { Settings } from './settings.ts';

/** Seconds that a person stays signed in without doing anything. */
export const IDLE_TIME = 8 * 3600;

/** Where sessions and tokens are kept. */
export interface Storage {
  sessions: Store;
  secrets: string[];
  tokens: PartitionedTokenCache;
  /** One sentence for people. */
  description: string;
  isThere(): Promise<boolean>;
  close(): void;
}

/** Never waits for Redis: an app that comes up first says what is missing, and goes on later. */
export function openStorage(settings: Settings, log: (line: string) => void): Storage {
  const { redisUrl, sessionSecrets } = settings;
  const secrets = sessionSecrets.length > 0 ? sessionSecrets : [randomBytes(32).toString('hex')];
  return redisUrl ? inRedis(redisUrl, secrets, log) : inMemory(secrets);
}

function inMemory(secrets: string[]): Storage {
  return {
    sessions: new MemoryStore(),
    secrets,
    tokens: partitionedTokenCache({ store: memoryStore(), ttl: IDLE_TIME }),
    description:
      'Sessions and tokens are kept in the memory of this process and end with it (no REDIS_URL).',
    isThere: async () => true,
    close: () => undefined,
  };
}

function inRedis(url: string, secrets: string[], log: (line: string) => void): Storage {
  const { client, name, close } = connectToRedis(url, { onChange: log });
  const store = redisStore(client, { name });
  const tokens = partitionedTokenCache({
    store,
    prefix: 'web-auth-code:msal:',
    ttl: IDLE_TIME,
    keys: secrets.map(tokenKey),
    onWriteFailed: ({ errorMessage }) => log(errorMessage),
    onUnreadable: (key) => log(`${key} in Redis cannot be decrypted: that user signs in again`),
  });
  return {
    sessions: new RedisStore({ client, prefix: 'web-auth-code:session:' }),
    secrets,
    tokens,
    description: `Sessions and tokens are kept in ${name}, tokens encrypted; instances share them.`,
    isThere: async () => {
      const answer = store.read('web-auth-code:health');
      return answer.then(
        () => true,
        () => false,
      );
    },
    close,
  };
}

/** One secret to configure, and two uses that tell nothing about each other. */
function tokenKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'web-auth-code token cache', 32));
}

import { hkdfSync, randomBytes } from 'node:crypto';
import type { MessageLanguage } from '@entra-flows/auth-core';
import {
  connectToRedis,
  memoryStore,
  type PartitionedTokenCache,
  partitionedTokenCache,
  type PartitionStore,
  redisStore,
  sealedValues,
  type ValueSeal,
} from '@entra-flows/token-cache-redis';
import type { Store } from 'express-session';
import { said } from '@entra-flows/sample-kit';
import { app } from './auth-config.ts';
import { SealedSessionStore } from './session-store.ts';
import type { Settings } from './settings.ts';

/** Seconds that a user stays signed in without doing anything. */
export const IDLE_TIME = 8 * 3600;

/** Where sessions and tokens are kept. */
export interface Storage {
  sessions: Store;
  /** The first signs cookies, all of them are accepted. */
  secrets: string[];
  tokens: PartitionedTokenCache;
  /** Texts by key, for what is neither. */
  store: PartitionStore;
  /** Seals what a browser keeps for this app. */
  cookieSeal: ValueSeal;
  /** One sentence for the log and the start page, in each language. */
  description: Record<MessageLanguage, string>;
  /** @throws {AuthCoreError} `cache_unusable`, when nothing can be written at the moment */
  check(): Promise<void>;
  close(): void;
}

interface Place {
  store: PartitionStore;
  description: Record<MessageLanguage, string>;
  check(): Promise<void>;
  close(): void;
}

/** Never waits for Redis: an app that comes up first says what is missing, and goes on later. */
export function openStorage(settings: Settings, log: (line: string) => void): Storage {
  const { redisUrl, sessionSecrets } = settings;
  const secrets = sessionSecrets.length > 0 ? sessionSecrets : [randomBytes(32).toString('hex')];
  const keysFor = (use: string) => secrets.map((secret) => derivedKey(secret, use));
  const place = redisUrl ? inRedis(redisUrl, log) : inMemory();
  return {
    ...place,
    secrets,
    sessions: new SealedSessionStore(place.store, {
      seal: sealedValues(keysFor('session')),
      prefix: `${app.name}:session:`,
      life: IDLE_TIME * 1000,
    }),
    cookieSeal: sealedValues(keysFor('cookie')),
    tokens: partitionedTokenCache({
      store: place.store,
      prefix: `${app.name}:msal:`,
      ttl: IDLE_TIME,
      keys: keysFor('token cache'),
      onWriteFailed: ({ errorMessage }) => log(errorMessage),
      onUnreadable: (key) =>
        log(
          said({
            en: `${key} cannot be decrypted: that user signs in again`,
            ko: `${key} 값을 해독할 수 없습니다. 그 사용자는 다시 로그인합니다`,
          }),
        ),
    }),
  };
}

function inMemory(): Place {
  return {
    store: memoryStore(),
    description: {
      en: 'Sessions and tokens are kept in the memory of this process and end with it (no REDIS_URL).',
      ko: '세션과 토큰은 이 프로세스의 메모리에 있으며 프로세스와 함께 없어집니다(REDIS_URL 없음).',
    },
    check: async () => undefined,
    close: () => undefined,
  };
}

function inRedis(url: string, log: (line: string) => void): Place {
  const { client, name, close } = connectToRedis(url, { onChange: log });
  const store = redisStore(client, { name });
  return {
    store,
    description: {
      en: `Sessions and tokens are kept in ${name}, encrypted; instances share them.`,
      ko: `세션과 토큰은 암호화되어 ${name}에 있으며 인스턴스가 함께 씁니다.`,
    },
    check: () => tryOut(store),
    close,
  };
}

/**
 * All that pages do: a replica and a Redis with a full disk would still answer to reads, and a user of
 * Redis may be allowed a part of the commands.
 */
async function tryOut(store: PartitionStore): Promise<void> {
  const [key, life] = [`${app.name}:health`, 60_000];
  await Promise.all([
    store.put(key, 'ok', life),
    store.read(key, life),
    store.replace(key, 'ok', 'ok', life),
    store.remove(`${key}:none`),
  ]);
}

/** One secret is configured; the keys for its uses do not reveal each other. */
function derivedKey(secret: string, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `${app.name} ${use}`, 32));
}

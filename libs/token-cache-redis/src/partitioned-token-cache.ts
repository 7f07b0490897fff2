import type { AuthCoreError, SharedCache } from '@entra-flows/auth-core';
import { assertDuration } from './assert-duration.ts';
import { partitionCell } from './partition/partition-cell.ts';
import { runExclusive } from './partition/run-exclusive.ts';
import { plainValues, sealedValues } from './partition/seal-value.ts';
import { sharedDiscovery } from './partition/shared-discovery.ts';
import { tokenPartition, type TokenPartition } from './partition/token-partition.ts';
import type { PartitionStore } from './store/partition-store.ts';

/** Where tokens are kept, for how long, and how they are protected. */
export interface PartitionedTokenCacheOptions {
  /** `redisStore(client)`, or `memoryStore()`. */
  store: PartitionStore;
  /** Stands before every key in the store; default `msal:`. */
  prefix?: string;
  /** Seconds that a user's tokens are kept; default one day. */
  ttl?: number;
  /** Whether each use begins the life anew; default true. */
  sliding?: boolean;
  /**
   * 32 bytes each: the first encrypts, all of them decrypt. Without keys, any reader of the store can use
   * the tokens.
   */
  keys?: readonly Uint8Array[];
  /** ms to wait until another process has renewed the same user's tokens; default 20,000. */
  lockTimeout?: number;
  /** ms after which the lock of a process that died is free; default 5000. */
  lockLife?: number;
  /** Called when renewed tokens could not be written; default: a process warning. */
  onWriteFailed?: (error: AuthCoreError) => void;
  /** Called for a value that is damaged, or sealed with an unknown key; its user signs in again. */
  onUnreadable?: (key: string) => void;
}

/** The token caches of a service, one for each user. */
export interface PartitionedTokenCache {
  /**
   * One user's tokens.
   *
   * @param owner the user's `homeAccountId`
   * @param epoch as `adopt` returned it: once the user has signed out since, the partition stays empty
   *   and takes no more tokens, also when they sign in again. Without it, the partition is the user's latest
   */
  partition(owner: string, epoch?: string): TokenPartition;
  /**
   * For a client that signs a user in. It belongs to no user yet: MSAL keeps the tokens in memory until
   * `adopt` takes them over.
   */
  readonly signInCache: SharedCache;
}

/**
 * The token cache of a service with many users: one entry of the store for each user, so that a token is
 * found as fast among a hundred thousand users as alone, and so that one user's client never sees the
 * tokens of another.
 *
 * @throws {RangeError} when `ttl`, `lockTimeout` or `lockLife` is not a positive number, or a key has
 *   not 32 bytes
 * @example
 * const tokens = partitionedTokenCache({ store: redisStore(redis), keys: [key] });
 * const cache = tokens.partition(account.homeAccountId, epoch);
 * const client = new PublicClientApplication(publicClientConfiguration({ clientId, authority, cache }));
 */
export function partitionedTokenCache(
  options: PartitionedTokenCacheOptions,
): PartitionedTokenCache {
  const { store, prefix = 'msal:', ttl = 24 * 3600, sliding = true, keys } = options;
  const { lockTimeout = 20_000, lockLife = 5000 } = options;
  assertDuration('ttl', ttl, 'seconds');
  assertDuration('lockTimeout', lockTimeout, 'milliseconds');
  assertDuration('lockLife', lockLife, 'milliseconds');
  const { onWriteFailed = warn, onUnreadable = () => undefined } = options;
  const seal = keys ? sealedValues(keys) : plainValues;
  const discovery = sharedDiscovery(store, prefix, seal);
  const cellParts = { store, seal, ttl: ttl * 1000, sliding, onUnreadable };

  return {
    partition(owner, epoch) {
      const key = `${prefix}user:${owner}`;
      return tokenPartition({
        cell: partitionCell({ ...cellParts, key, epoch }),
        runExclusive: (work, signal) =>
          runExclusive(store, `${key}:lock`, { lockLife, lockTimeout }, work, signal),
        discovery,
        onWriteFailed,
      });
    },
    signInCache: {
      beforeCacheAccess: async () => undefined,
      afterCacheAccess: async () => undefined,
      discovery,
    },
  };
}

function warn(error: AuthCoreError): void {
  process.emitWarning(error.errorMessage, { type: 'AuthCoreWarning', code: error.errorCode });
}

import type { AuthCoreError, SharedCache } from '@entra-flows/auth-core';
import { assertDuration } from './assert-duration.ts';
import { partitionCell } from './partition/partition-cell.ts';
import { runExclusive } from './partition/run-exclusive.ts';
import { plainValues, sealedValues } from './partition/seal-value.ts';
import { sharedDiscovery } from './partition/shared-discovery.ts';
import { tokenPartition, type TokenPartition } from './partition/token-partition.ts';
import type { PartitionStore } from './store/partition-store.ts';

export interface PartitionedTokenCacheOptions {
  /** `redisStore(client)`, or `memoryStore()`. */
  store: PartitionStore;
  /** Stands before every key in the store; default `msal:`. */
  prefix?: string;
  /** Seconds that a user's tokens are kept; default one day. */
  ttl?: number;
  /** Each use begins the life anew; default true. */
  sliding?: boolean;
  /**
   * 32 bytes each: the first encrypts, all of them decrypt. Without keys, whoever can read the
   * store can use the tokens.
   */
  keys?: readonly Uint8Array[];
  /** ms to wait until another process has renewed the same user's tokens; default 20,000. */
  lockTimeout?: number;
  /** ms after which the lock of a process that died is free; default 5000. */
  lockLife?: number;
  /** Told when renewed tokens could not be written; a process warning if missing. */
  onWriteFailed?: (error: AuthCoreError) => void;
  /** Told of a value that is damaged, or sealed with an unknown key; its user signs in again. */
  onUnreadable?: (key: string) => void;
}

export interface PartitionedTokenCache {
  /**
   * One user's tokens.
   *
   * @param owner the user's `homeAccountId`
   * @param epoch as `adopt` returned it: once the user has signed out since, the partition stays empty
   *   and takes no more tokens, also when they sign in again. Without it, whatever is there is theirs
   */
  partition(owner: string, epoch?: string): TokenPartition;
  /** For a client that signs a person in: nobody's yet, so MSAL keeps the tokens in its memory. */
  readonly nobody: SharedCache;
}

/**
 * The token cache of a service with many users: one entry of the store a user, so that a token is
 * found as fast among a hundred thousand as alone, and so that one user's client never sees
 * another's tokens.
 *
 * @throws {RangeError} when `ttl`, `lockTimeout` or `lockLife` is not a positive number, or a key has
 *   not 32 bytes
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
    nobody: {
      beforeCacheAccess: async () => undefined,
      afterCacheAccess: async () => undefined,
      discovery,
    },
  };
}

function warn(error: AuthCoreError): void {
  process.emitWarning(error.errorMessage, { type: 'AuthCoreWarning', code: error.errorCode });
}

import { randomUUID } from 'node:crypto';
import type { ISerializableTokenCache, TokenCache, TokenCacheContext } from '@azure/msal-node';
import { AuthCoreError, type DiscoveryStore, type SharedCache } from '@entra-flows/auth-core';
import { NOTHING_SEEN, type PartitionCell, type Seen } from './partition-cell.ts';
import { mergeTables, parseTables, type Tables } from './merge-tables.ts';

/** One user's tokens, as the cache of an MSAL client of auth-core. */
export interface TokenPartition extends SharedCache {
  /**
   * Runs `work` while no other call does so for the same user, in any process.
   *
   * @throws {AuthCoreError} `cache_unusable` when the lock cannot be had within `lockTimeout`
   * @throws the reason of `signal`, when it is aborted before `work` begins
   */
  runExclusive<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * Writes what a client has changed, merged with what others wrote meanwhile.
   *
   * @throws {AuthCoreError} `cache_unusable`
   */
  save(cache: ISerializableTokenCache): Promise<void>;
  /**
   * Signs the user out of every instance and every session that shares the store.
   *
   * @throws {AuthCoreError} `cache_unusable`: the user is still signed in
   */
  remove(): Promise<void>;
  /**
   * Whether the user has signed out; in a partition of one sign-in epoch, whether they have since it
   * began. A partition that the store lost is not signed out.
   *
   * @throws {AuthCoreError} `cache_unusable`
   */
  isSignedOut(): Promise<boolean>;
  /**
   * Takes over the tokens that a client holds in memory: after a sign-in, when their user is known. What
   * the partition held before stays.
   *
   * @returns the sign-in epoch, which a session keeps and gives to `partition`: it lasts until the
   *   user signs out. `undefined`: nothing was taken over, since this partition's own epoch is over
   * @throws {AuthCoreError} `cache_unusable`: the tokens are not kept, and the user has to sign in again
   */
  adopt(cache: ISerializableTokenCache): Promise<string | undefined>;
  /** The authority's discovery documents, shared by all users. */
  readonly discovery: DiscoveryStore;
}

export interface PartitionParts {
  cell: PartitionCell;
  runExclusive: TokenPartition['runExclusive'];
  discovery: DiscoveryStore;
  /** MSAL's caller gets its token all the same, and the next use of the client tries again. */
  onWriteFailed: (error: AuthCoreError) => void;
}

export function tokenPartition(parts: PartitionParts): TokenPartition {
  const { cell, runExclusive, discovery, onWriteFailed } = parts;
  const known = new WeakMap<ISerializableTokenCache, MsalTables>();

  function tablesOf(cache: ISerializableTokenCache): MsalTables {
    const tables = known.get(cache) ?? msalTables(cache, refresh);
    known.set(cache, tables);
    return tables;
  }

  async function refresh(tables: MsalTables): Promise<void> {
    if (tables.unsaved) return save(tables);
    const seen = await cell.read();
    if (tables.writers === 0 && !tables.unsaved) tables.become(seen);
  }

  async function save(tables: MsalTables): Promise<void> {
    tables.writers += 1;
    await write(tables);
  }

  /** Ends one writer's work. Where others are at theirs, the memory stays, and the last one follows. */
  async function write(tables: MsalTables): Promise<void> {
    try {
      const now = await commit(cell, tables.base, tables.current());
      if (tables.writers === 1) tables.become(now);
      tables.unsaved = false;
    } catch (error) {
      tables.unsaved = true;
      throw error;
    } finally {
      tables.writers -= 1;
    }
  }

  async function begin({ tokenCache, cacheHasChanged }: TokenCacheContext): Promise<void> {
    const tables = tablesOf(tokenCache);
    // A write needs no reading: it is merged with whatever stands there then.
    if (cacheHasChanged) tables.writers += 1;
    else await refresh(tables);
  }

  async function end({ tokenCache, cacheHasChanged }: TokenCacheContext): Promise<void> {
    if (!cacheHasChanged) return;
    try {
      await write(tablesOf(tokenCache));
    } catch (error) {
      if (!(error instanceof AuthCoreError)) throw error;
      onWriteFailed(error);
    }
  }

  return {
    beforeCacheAccess: begin,
    afterCacheAccess: end,
    runExclusive,
    discovery,
    save: (cache) => save(tablesOf(cache)),
    remove: cell.signOut,
    isSignedOut: async () => (await cell.read()).signedOut === true,
    async adopt(cache) {
      const { epoch } = await commit(cell, NOTHING_SEEN, tablesIn(cache), randomUUID());
      return epoch;
    },
  };
}

/** Each try fails only because another writer got through. */
const MOST_TRIES = 20;

/**
 * Brings one writer's changes into the partition, whatever others write at the same time.
 *
 * A partition whose user signed out stays empty: a refresh that was under way must not sign the user in
 * again, nor write into a later sign-in. One that the store lost meanwhile (evicted, damaged, or restarted
 * without its data) is written whole: the refresh token in memory may be the only valid one.
 *
 * @param base what the writer started from
 * @param newEpoch begins where no sign-in epoch lasts: for a sign-in
 * @returns what the partition holds now
 * @throws {AuthCoreError} `cache_unusable`
 */
async function commit(
  cell: PartitionCell,
  base: Seen,
  ours: Tables,
  newEpoch?: string,
): Promise<Seen> {
  let theirs = base;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (theirs.signedOut && cell.epoch !== undefined) return theirs;
    const merged = isLost(theirs) ? ours : mergeTables(base.tables, ours, theirs.tables);
    const epoch = theirs.epoch ?? base.epoch ?? cell.epoch ?? newEpoch;
    const { done, now } = await cell.replace(theirs, merged, epoch);
    if (done) return now;
    if (now.signedOut && !base.signedOut && base.value !== undefined) return now;
    theirs = now;
  }
  throw new AuthCoreError(
    'cache_unusable',
    `The tokens could not be kept: others changed the same partition ${MOST_TRIES} times in between. Try again.`,
  );
}

const isLost = ({ text }: Seen): boolean => text === undefined;

/** The memory of one MSAL client, and what of the partition it was made from. */
interface MsalTables {
  readonly base: Seen;
  /** How many calls change the memory at the moment: it must not be replaced then. */
  writers: number;
  /** Something did not reach the store; it goes along with the next write. */
  unsaved: boolean;
  /** Makes the memory what was seen, in one step, so that no other call finds it empty. */
  become(seen: Seen): void;
  current(): Tables;
}

/** @param read brings the memory in step with the partition; for MSAL's silent calls */
function msalTables(
  serializable: ISerializableTokenCache,
  read: (tables: MsalTables) => Promise<void>,
): MsalTables {
  // MSAL Node hands in nothing else; `getKVStore` and `overwriteCache` are public there.
  const cache = serializable as TokenCache;
  let base = NOTHING_SEEN;
  const tables: MsalTables = {
    get base() {
      return base;
    },
    writers: 0,
    unsaved: false,
    become(seen) {
      // MSAL merges a text into its memory: an entry that others removed would stay.
      const entries = cache.getKVStore() as Record<string, unknown>;
      for (const key of Object.keys(entries)) delete entries[key];
      cache.deserialize(seen.text ?? '');
      base = seen;
    },
    current: () => tablesIn(cache),
  };
  // MSAL's own empties the memory and waits for the store then: a parallel call of the same client
  // would find nothing, and what it has just got would be lost.
  cache.overwriteCache = () => read(tables);
  return tables;
}

function tablesIn(cache: ISerializableTokenCache): Tables {
  return parseTables(cache.serialize()) ?? {};
}

import type { ISerializableTokenCache, TokenCache } from '@azure/msal-node';
import { parseTables, type Tables } from './merge-tables.ts';
import { NOTHING_SEEN, type Seen } from './partition-cell.ts';

/** The memory of one MSAL client, and what of the partition it was made from. */
export interface MsalTables {
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
export function msalTables(
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

export function tablesIn(cache: ISerializableTokenCache): Tables {
  return parseTables(cache.serialize()) ?? {};
}

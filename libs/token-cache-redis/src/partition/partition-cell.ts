import type { PartitionStore } from '../store/partition-store.ts';
import { parseTables, type Tables } from './merge-tables.ts';
import type { ValueSeal } from './seal-value.ts';

/** What stood in the store, and what it means. */
export interface Seen {
  /** As it stands in the store; `undefined` if nothing does. */
  value: string | undefined;
  /** MSAL's text; `undefined` if there is none that can be used. */
  text: string | undefined;
  tables: Tables;
  /** The user signed out. */
  signedOut?: boolean;
}

export const NOTHING_SEEN: Seen = { value: undefined, text: undefined, tables: {} };

/** One key of the store with MSAL's tables in it. */
export interface PartitionCell {
  read(): Promise<Seen>;
  /** @returns what stands there afterwards, and whether it is `tables` */
  replace(seen: Seen, tables: Tables): Promise<{ done: boolean; now: Seen }>;
  /** Leaves a mark as long as tokens live, so that a late write is told from one after an eviction. */
  signOut(): Promise<void>;
}

/** Neither MSAL's JSON nor a sealed value. */
const SIGNED_OUT = 'signed-out';

export interface CellOptions {
  store: PartitionStore;
  key: string;
  seal: ValueSeal;
  /** ms */
  ttl: number;
  sliding: boolean;
  onUnreadable: (key: string) => void;
}

export function partitionCell(options: CellOptions): PartitionCell {
  const { store, key, seal, ttl, sliding, onUnreadable } = options;

  function meaning(value: string | undefined): Seen {
    if (value === undefined) return NOTHING_SEEN;
    if (value === SIGNED_OUT) return { ...NOTHING_SEEN, value, signedOut: true };
    const text = seal.open(key, value);
    const tables = text === undefined ? undefined : parseTables(text);
    if (tables) return { value, text, tables };
    // As good as nothing: the next write replaces it.
    onUnreadable(key);
    return { ...NOTHING_SEEN, value };
  }

  return {
    read: async () => meaning(await store.read(key, sliding ? ttl : undefined)),
    async replace(seen, tables) {
      const text = JSON.stringify(tables);
      const value = seal.seal(key, text);
      const answer = await store.replace(key, seen.value, value, ttl);
      if (answer.done) return { done: true, now: { value, text, tables } };
      return { done: false, now: meaning(answer.current) };
    },
    signOut: () => store.put(key, SIGNED_OUT, ttl),
  };
}

import type { PartitionStore } from '../store/partition-store.ts';
import { parseTables, type Tables } from './merge-tables.ts';
import type { ValueSeal } from './seal-value.ts';

/** What stood in the store, and what it means. */
export interface Seen {
  /** The value as it is stored; `undefined` if there is none. */
  value: string | undefined;
  /** MSAL's text; `undefined` if there is none that can be used. */
  text: string | undefined;
  tables: Tables;
  /** The user signed out; in the cell of one sign-in epoch, also when they have signed in again since. */
  signedOut?: boolean;
  /** The sign-in epoch of the tokens: it begins with the first sign-in and ends with a sign-out. */
  epoch?: string | undefined;
}

export const NOTHING_SEEN: Seen = { value: undefined, text: undefined, tables: {} };

/** One key of the store with MSAL's tables in it. */
export interface PartitionCell {
  /** The only sign-in epoch whose tokens it reads and writes; of any if missing. */
  readonly epoch: string | undefined;
  read(): Promise<Seen>;
  /** @returns what stands there afterwards, and whether it is `tables` */
  replace(seen: Seen, tables: Tables, epoch?: string): Promise<{ done: boolean; now: Seen }>;
  /** Leaves a mark as long as tokens live, so that a late write is distinguished from one after an eviction. */
  signOut(): Promise<void>;
}

/** Neither MSAL's JSON nor a sealed value. */
const SIGNED_OUT = 'signed-out';

/** One more table beside MSAL's, so that the epoch is sealed and replaced in one step with the tokens. */
const EPOCH_TABLE = 'SignInEpoch';

export interface CellOptions {
  store: PartitionStore;
  key: string;
  seal: ValueSeal;
  /** ms */
  ttl: number;
  sliding: boolean;
  onUnreadable: (key: string) => void;
  epoch?: string | undefined;
}

export function partitionCell(options: CellOptions): PartitionCell {
  const { store, key, seal, ttl, sliding, onUnreadable, epoch } = options;

  function meaning(value: string | undefined): Seen {
    if (value === undefined) return NOTHING_SEEN;
    if (value === SIGNED_OUT) return { ...NOTHING_SEEN, value, signedOut: true };
    const text = seal.open(key, value);
    const parsed = text === undefined ? undefined : parseTables(text);
    if (text !== undefined && parsed) {
      const seen = withoutEpoch(value, text, parsed);
      const isOther = epoch !== undefined && seen.epoch !== epoch;
      return isOther ? { ...NOTHING_SEEN, value, signedOut: true } : seen;
    }
    // As good as nothing: the next write replaces it.
    onUnreadable(key);
    return { ...NOTHING_SEEN, value };
  }

  return {
    epoch,
    read: async () => meaning(await store.read(key, sliding ? ttl : undefined)),
    async replace(seen, tables, written = seen.epoch ?? epoch) {
      const text = JSON.stringify(tables);
      const value = seal.seal(key, written === undefined ? text : withEpoch(tables, written));
      const answer = await store.replace(key, seen.value, value, ttl);
      if (answer.done) return { done: true, now: { value, text, tables, epoch: written } };
      return { done: false, now: meaning(answer.current) };
    },
    signOut: () => store.put(key, SIGNED_OUT, ttl),
  };
}

const withEpoch = (tables: Tables, id: string): string =>
  JSON.stringify({ ...tables, [EPOCH_TABLE]: { current: { id } } });

function withoutEpoch(value: string, text: string, parsed: Tables): Seen {
  if (!Object.hasOwn(parsed, EPOCH_TABLE)) return { value, text, tables: parsed };
  const { [EPOCH_TABLE]: mark, ...tables } = parsed;
  const { id } = Object(mark?.['current']) as { id?: unknown };
  return {
    value,
    text: JSON.stringify(tables),
    tables,
    epoch: typeof id === 'string' ? id : undefined,
  };
}

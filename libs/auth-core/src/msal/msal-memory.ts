import type { ISerializableTokenCache, TokenCache } from '@azure/msal-node';

/**
 * Keeps MSAL's memory in step with a text that other processes write as well.
 *
 * MSAL empties its memory before each silent call and parses its last snapshot again; it merges a
 * text into its memory instead of replacing it; and it does not know what it failed to save. So
 * that emptying is left out, the snapshot is empty between writes, and changes that never reached
 * the file are remembered.
 */
export interface MsalMemory {
  /** Puts back what MSAL emptied out all the same. Does not wait, so no other call sees it empty. */
  restore(): void;
  /** Makes the memory what the text says, unless it is that already or a write is under way. */
  follow(text: string | undefined): void;
  /** Makes the memory what the text says, with changes not saved yet, and MSAL ready to write. */
  beginWrite(text: string | undefined): void;
  /** The text of `beginWrite` with all that MSAL changed; `undefined` if that is nothing. */
  textToWrite(): string | undefined;
  /** The text has reached the file. */
  written(text: string | undefined): void;
  /** Remembers as not saved what differs from the last text. */
  keepUnsaved(): void;
  endWrite(): void;
}

type Store = Record<string, unknown>;

/** What MSAL makes of an empty memory. */
const NOTHING = '{"Account":{},"IdToken":{},"AccessToken":{},"RefreshToken":{},"AppMetadata":{}}';

/** @param read brings the memory in step with the file; for MSAL's silent calls */
export function msalMemory(
  serializable: ISerializableTokenCache,
  read: (memory: MsalMemory) => Promise<void>,
): MsalMemory {
  // MSAL Node hands in nothing else; `getKVStore` and `overwriteCache` are public there.
  const cache = serializable as TokenCache;
  const store = () => cache.getKVStore() as Store;
  const unsaved = new Map<string, { base: unknown; value: unknown }>();
  let known: Store = {};
  let knownKeys: string[] = [];
  let current: string | undefined | null = null;
  let writing = false;

  function restore(): void {
    const now = store();
    if (knownKeys.some((key) => key in now)) return;
    Object.assign(now, known);
    putUnsavedBack(now);
  }

  /** Throws what MSAL throws for a text that it cannot read; the memory is then without entries. */
  function replaceBy(text: string | undefined): void {
    for (const key of knownKeys) delete store()[key];
    known = {};
    current = null;
    const before = { ...store() };
    cache.deserialize(text ?? '');
    const now = store();
    for (const [key, value] of Object.entries(now)) if (before[key] !== value) known[key] = value;
    knownKeys = Object.keys(known);
    current = text;
    putUnsavedBack(now);
  }

  function putUnsavedBack(now: Store): void {
    for (const [key, { base, value }] of unsaved) {
      // What another process wrote meanwhile is the truth.
      if (!sameEntry(known[key], base)) unsaved.delete(key);
      else if (value === undefined) delete now[key];
      else now[key] = value;
    }
  }

  /** Without a snapshot MSAL has nothing to parse again before each silent call. */
  const dropSnapshot = () => cache.deserialize('');

  const memory: MsalMemory = {
    restore,
    follow(text) {
      if (writing || text === current) return;
      replaceBy(text);
      dropSnapshot();
    },
    beginWrite(text) {
      replaceBy(text);
      writing = true;
    },
    textToWrite() {
      const text = cache.serialize();
      return text === (current ?? NOTHING) ? undefined : text;
    },
    written(text) {
      unsaved.clear();
      if (text !== undefined) replaceBy(text);
    },
    keepUnsaved() {
      const now = store();
      for (const key of new Set([...knownKeys, ...Object.keys(now), ...unsaved.keys()])) {
        if (now[key] !== known[key]) unsaved.set(key, { base: known[key], value: now[key] });
        else unsaved.delete(key);
      }
    },
    endWrite() {
      writing = false;
      dropSnapshot();
    },
  };
  // MSAL's own empties the memory and fills it again before each silent call. That costs more
  // than the call itself at a hundred accounts, and takes tokens away under a call that runs.
  cache.overwriteCache = () => read(memory);
  return memory;
}

/** MSAL stamps each entry with the time at which it was read. */
function sameEntry(a: unknown, b: unknown): boolean {
  const text = (entry: unknown) => JSON.stringify(entry && { ...entry, lastUpdatedAt: undefined });
  return text(a) === text(b);
}

/**
 * The same for a cache that can do no more than MSAL's contract: `serialize` and `deserialize`. It
 * cannot be merged entry by entry, so a change that never reached the file stays whole until it does.
 */
export function plainMemory(cache: ISerializableTokenCache): MsalMemory {
  let current: string | undefined | null = null;
  let isUnsaved = false;
  let writing = false;
  const take = (text: string | undefined) => {
    if (isUnsaved || text === current) return;
    if (text !== undefined || current) cache.deserialize(text ?? '{}');
    current = text;
  };
  return {
    restore: () => undefined,
    follow: (text) => (writing ? undefined : take(text)),
    beginWrite(text) {
      take(text);
      writing = true;
    },
    textToWrite() {
      const text = cache.serialize();
      return text === current || (text === '{}' && !current) ? undefined : text;
    },
    written(text) {
      if (text !== undefined) current = text;
      isUnsaved = false;
    },
    keepUnsaved: () => void (isUnsaved = true),
    endWrite: () => void (writing = false),
  };
}

/** MSAL Node's own cache has more, which `msalMemory` is made for. */
export function isPlain(cache: ISerializableTokenCache): boolean {
  return !('getKVStore' in cache);
}

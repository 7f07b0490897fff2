import type { PartitionStore } from './partition-store.ts';

interface Entry {
  text: string;
  /** ms since 1970 */
  until: number;
}

/**
 * A store in the memory of this process: it ends with the process, and no other instance sees it. For a
 * first try and for tests.
 *
 * @param now - ms since 1970; default `Date.now`
 */
export function memoryStore(now: () => number = Date.now): PartitionStore {
  const entries = new Map<string, Entry>();

  function alive(key: string): Entry | undefined {
    const entry = entries.get(key);
    if (!entry || entry.until > now()) return entry;
    entries.delete(key);
    return undefined;
  }

  /** How many there were after the last sweep. */
  let swept = 0;

  function keep(key: string, text: string, life: number): void {
    entries.set(key, { text, until: now() + life });
    // Remove what has run out and is never read again. Waiting for twice as many keeps writes cheap.
    if (entries.size <= 2 * swept + 100) return;
    for (const one of entries.keys()) alive(one);
    swept = entries.size;
  }

  return {
    name: 'the memory of this process',
    async read(key, keepFor) {
      const entry = alive(key);
      if (entry && keepFor !== undefined) entry.until = now() + keepFor;
      return entry?.text;
    },
    async replace(key, seen, text, ttl) {
      const current = alive(key)?.text;
      if (current !== seen) return { done: false, current };
      keep(key, text, ttl);
      return { done: true };
    },
    put: async (key, text, ttl) => keep(key, text, ttl),
    remove: async (key) => void entries.delete(key),
    async lock(key, owner, life) {
      if (alive(key)) return false;
      keep(key, owner, life);
      return true;
    },
    async extend(key, owner, life) {
      if (alive(key)?.text !== owner) return false;
      keep(key, owner, life);
      return true;
    },
    async unlock(key, owner) {
      if (alive(key)?.text === owner) entries.delete(key);
    },
  };
}

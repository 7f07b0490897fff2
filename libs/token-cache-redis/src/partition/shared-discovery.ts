import type { DiscoveryStore } from '@entra-flows/auth-core';
import type { PartitionStore } from '../store/partition-store.ts';
import type { ValueSeal } from './seal-value.ts';

const ONE_DAY = 24 * 3600 * 1000;

/**
 * The authority's discovery documents, shared by all users: fetched once a day for all instances, and
 * available when an instance starts while the authority is down.
 *
 * A failure of the store does no harm: then the authority is asked. auth-core checks what comes out, and
 * takes endpoints on the authority's own host only.
 */
export function sharedDiscovery(
  store: PartitionStore,
  prefix: string,
  seal: ValueSeal,
): DiscoveryStore {
  const near = new Map<string, { storedAt: number; document: unknown }>();
  const keyOf = (url: string) => `${prefix}discovery:${url}`;

  return {
    async get(url) {
      const known = near.get(url) ?? (await far(url).catch(() => undefined));
      if (known) near.set(url, known);
      return known;
    },
    async set(url, document) {
      const kept = { storedAt: Date.now(), document };
      near.set(url, kept);
      // Not awaited: a store that hangs must not hold a sign-in up.
      void share(keyOf(url), JSON.stringify(kept)).catch(() => undefined);
    },
    async delete(url) {
      near.delete(url);
      void store.remove(keyOf(url)).catch(() => undefined);
    },
  };

  async function share(key: string, text: string): Promise<void> {
    await store.replace(key, await store.read(key), seal.seal(key, text), ONE_DAY);
  }

  async function far(url: string) {
    const value = await store.read(keyOf(url));
    const text = value === undefined ? undefined : seal.open(keyOf(url), value);
    const kept: unknown = text === undefined ? undefined : JSON.parse(text);
    return isKept(kept) ? kept : undefined;
  }
}

function isKept(kept: unknown): kept is { storedAt: number; document: unknown } {
  const { storedAt, document } = Object(kept) as Record<string, unknown>;
  return typeof storedAt === 'number' && typeof document === 'object' && document !== null;
}

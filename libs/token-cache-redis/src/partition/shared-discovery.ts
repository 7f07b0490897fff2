import type { DiscoveryStore } from '@entra-flows/auth-core';
import type { PartitionStore } from '../store/partition-store.ts';
import type { ValueSeal } from './seal-value.ts';

const ONE_DAY = 24 * 3600 * 1000;

/**
 * What the authority says of its endpoints, shared by all users: asked once a day for all
 * instances, and at hand when an instance starts while the authority is down.
 *
 * Never the reason that something fails: where the store does not answer, the authority is asked.
 * What comes out is checked by auth-core, which takes endpoints on the authority's own host only.
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
      // Nobody waits for it: a store that hangs must not hold a sign-in up.
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

import { isJsonObject } from '@entra-flows/primitives/json-object';
import type { DiscoveryStore, KeptDiscovery } from '../msal/discovery-cache.ts';
import type { ProtectedFile } from './protected-file.ts';
import type { CacheDocument } from './cache-document.ts';

/** The table's name in the file; MSAL keeps what it does not know. */
const NAME = 'Discovery';
const MOST_ENTRIES = 16;
const LARGEST_DOCUMENT = 64 * 1024;

type Entries = Record<string, KeptDiscovery>;

/** The authority's discovery documents, beside the tokens. */
export function discoveryTable(file: ProtectedFile<CacheDocument>, now = Date.now): DiscoveryStore {
  async function change(edit: (entries: Entries) => Entries | undefined): Promise<void> {
    const write = file.update((current) => {
      const root = current ? rootOf(current) : {};
      const entries = edit(entriesOf(root));
      return entries && JSON.stringify({ ...root, [NAME]: entries });
    });
    // An unusable file is reported when tokens are read or written, which matters more.
    await write.catch(() => undefined);
  }

  return {
    async get(url) {
      const current = await file.read().catch(() => undefined);
      return current && entriesOf(rootOf(current))[url];
    },
    async set(url, document) {
      if (JSON.stringify(document).length > LARGEST_DOCUMENT) return;
      await change((entries) => newest({ ...entries, [url]: { storedAt: now(), document } }));
    },
    async delete(url) {
      await change((entries) => {
        const { [url]: found, ...rest } = entries;
        return found && rest;
      });
    },
  };
}

function rootOf({ text }: CacheDocument): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

function entriesOf(root: Record<string, unknown>): Entries {
  const table = root[NAME];
  const entries = isJsonObject(table) ? Object.entries(table).filter(isEntry) : [];
  // Without a prototype: a name like "constructor" is not an entry.
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Entries;
}

function isEntry([, entry]: [string, unknown]): boolean {
  return isJsonObject(entry) && typeof entry['storedAt'] === 'number' && 'document' in entry;
}

function newest(entries: Entries): Entries {
  const byAge = Object.entries(entries).sort(([, a], [, b]) => b.storedAt - a.storedAt);
  return Object.fromEntries(byAge.slice(0, MOST_ENTRIES));
}

import type { ISerializableTokenCache } from '@azure/msal-node';
import type { MsalMemory } from './msal-memory.ts';

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

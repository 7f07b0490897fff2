import type { Exchange } from './exchange.ts';
import { shownText } from './shown-text.ts';

export interface ExchangeLog {
  /** Keeps an exchange without what looks like a secret in it, wherever a client put that. */
  add(exchange: Exchange): void;
  /** Those that are kept, oldest first. */
  all(): Exchange[];
  /** Tells of each exchange from now on. @returns a function that stops it */
  watch(watcher: Watcher): () => void;
  /** Tells watchers that nothing more comes. */
  close(): void;
}

export interface Watcher {
  exchange(exchange: Exchange): void;
  close?(): void;
}

/** A ring: the newest `size` exchanges are kept, so memory does not grow with use. */
export function exchangeLog(size = 1000): ExchangeLog {
  const ring: Exchange[] = [];
  const watchers = new Set<Watcher>();
  let next = 0;
  return {
    add(given) {
      const exchange = withoutSecrets(given);
      ring[next] = exchange;
      next = (next + 1) % size;
      for (const watcher of watchers) watcher.exchange(exchange);
    },
    all: () => [...ring.slice(next), ...ring.slice(0, next)],
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    close() {
      for (const watcher of watchers) watcher.close?.();
      watchers.clear();
    },
  };
}

function withoutSecrets({ path, grantType, error, clientId, ...rest }: Exchange): Exchange {
  return {
    ...rest,
    path: shownText(path, 200),
    ...(grantType && { grantType: shownText(grantType) }),
    ...(error && { error: shownText(error) }),
    ...(clientId && { clientId: shownText(clientId) }),
  };
}

import type { Exchange } from './exchange.ts';

export interface ExchangeLog {
  add(exchange: Exchange): void;
  all(): Exchange[];
  /** Tells of each exchange from now on. @returns a function that stops it */
  watch(listener: (exchange: Exchange) => void): () => void;
}

/** A ring: the newest `size` exchanges are kept, so memory does not grow with use. */
export function exchangeLog(size = 1000): ExchangeLog {
  const ring: Exchange[] = [];
  const listeners = new Set<(exchange: Exchange) => void>();
  let next = 0;
  return {
    add(exchange) {
      ring[next] = exchange;
      next = (next + 1) % size;
      for (const listener of listeners) listener(exchange);
    },
    all: () => [...ring.slice(next), ...ring.slice(0, next)],
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One request of a client and its answer, without secrets. */
export interface Exchange {
  /** ISO 8601, by the emulator's clock. */
  at: string;
  /** `discovery`, `instance`, `jwks`, `devicecode`, `token`, `authorize`, `graph`, `arm`, `api`, … or `other`. */
  endpoint: string;
  /** HTTP method. */
  method: string;
  /** Path without the query, cut to 200 characters. */
  path: string;
  /** HTTP status; 0 where a fault gave no answer at all. */
  status: number;
  /** `grant_type` of a token request; absent elsewhere. */
  grantType?: string;
  /** The OAuth error code of the answer; absent after success. */
  error?: string;
  /** `client_id` of the form, the query or the Authorization header, where the client sent one. */
  clientId?: string;
  /** The request's `client-request-id`, or a new one. */
  correlationId?: string;
}

export interface ExchangeLog {
  /** Keeps an exchange without what looks like a secret in it, wherever a client put that. */
  add(exchange: Exchange): void;
  /** Those that are kept, oldest first. */
  all(): Exchange[];
  /** Calls the watcher with each exchange from now on. @returns a function that stops it */
  watch(watcher: Watcher): () => void;
  /** Ends the watchers. */
  close(): void;
}

interface Watcher {
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
    path: redactText(path, 200),
    ...(grantType && { grantType: redactText(grantType) }),
    ...(error && { error: redactText(error) }),
    ...(clientId && { clientId: redactText(clientId) }),
  };
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a client sent, cut short before it is kept: developers show and share traces, and a client in
 * development puts a token or a secret in any place. What is long and random becomes `…`.
 */
function redactText(text = '', longest = 100): string {
  const shown = text
    .slice(0, longest + 1)
    .replace(/[\w.~+=-]{24,}/g, (run) => (isPlain(run) ? run : '…'));
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown;
}

/** An ID or words; anything else of this length may be a token, a code or a secret. */
const isPlain = (run: string): boolean =>
  GUID.test(run) || /^[a-z]+\d?(?:[._-][a-z]+\d?)*$/i.test(run);

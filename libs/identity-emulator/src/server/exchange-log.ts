import { ownText, redactText } from './redact-text.ts';
import type { NewStep, TraceStep } from './trace-step.ts';

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
  watch(watcher: Watcher<Exchange>): () => void;
  /** Steps with their details, for those who read them; nothing of them is kept. */
  readonly steps: StepLog;
  /** Ends the watchers. */
  close(): void;
}

export interface StepLog {
  /** Whether somebody reads. Details are worked out only then. */
  readonly isRead: boolean;
  /**
   * Numbers a step and gives it to the readers.
   *
   * @param leadsTo what later steps name as their cause, such as the fingerprint of a code
   */
  add(step: NewStep, ...leadsTo: (string | undefined)[]): number;
  /** The step that brought something forth, as far as somebody read then. */
  causeOf(key: string | undefined): number | undefined;
  /** Calls the watcher with each step from now on. @returns a function that stops it */
  watch(watcher: Watcher<TraceStep>): () => void;
}

export interface Watcher<Item> {
  item(item: Item): void;
  close?(): void;
}

/** A ring: the newest `size` exchanges are kept, so memory does not grow with use. */
export function exchangeLog(size = 1000): ExchangeLog {
  const ring: Exchange[] = [];
  const watchers = new Set<Watcher<Exchange>>();
  const steps = stepLog();
  let next = 0;
  return {
    add(exchange) {
      removeSecrets(exchange);
      ring[next] = exchange;
      next = (next + 1) % size;
      for (const watcher of watchers) watcher.item(exchange);
    },
    all: () => [...ring.slice(next), ...ring.slice(0, next)],
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    steps,
    close() {
      for (const watcher of watchers) watcher.close?.();
      watchers.clear();
      steps.close();
    },
  };
}

/** Causes that are remembered: those of sign-ins under way, and of tokens in use. */
const mostCauses = 10_000;

function stepLog(): StepLog & { close(): void } {
  const watchers = new Set<Watcher<TraceStep>>();
  const causes = new Map<string, number>();
  let order = 0;
  return {
    get isRead() {
      return watchers.size > 0;
    },
    add(given, ...leadsTo) {
      const step: TraceStep = { ...given, order: (order += 1) };
      removeSecrets(step);
      for (const key of leadsTo) if (key !== undefined) causes.set(key, order);
      for (const oldest of causes.keys()) {
        if (causes.size <= mostCauses) break;
        causes.delete(oldest);
      }
      for (const watcher of watchers) watcher.item(step);
      return order;
    },
    causeOf: (key) => (key === undefined ? undefined : causes.get(key)),
    watch(watcher) {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
        if (watchers.size === 0) causes.clear();
      };
    },
    close() {
      for (const watcher of watchers) watcher.close?.();
      watchers.clear();
    },
  };
}

/** In place: each exchange is one object. */
function removeSecrets(exchange: Exchange): void {
  exchange.path = redactText(exchange.path, 200);
  if (exchange.grantType) exchange.grantType = redactText(exchange.grantType);
  if (exchange.error) exchange.error = redactText(exchange.error);
  if (exchange.clientId) exchange.clientId = redactText(exchange.clientId);
  if (exchange.correlationId) exchange.correlationId = ownText(exchange.correlationId);
}

import { callbackify } from 'node:util';
import type { PartitionStore, ValueSeal } from '@entra-flows/token-cache-redis';
import type { Request } from 'express';
import { type SessionData, Store } from 'express-session';

export interface SessionStoreOptions {
  seal: ValueSeal;
  prefix: string;
  /** ms that a session lives; each use begins it anew. */
  life: number;
}

type Done = (error?: unknown) => void;

/**
 * Sessions, each sealed to its own ID: a record that was changed, moved to another ID or written by
 * another program does not count.
 *
 * A request that is still under way when its session ends does not bring it back: only a new session
 * is created, and one that was read is written only while it is there.
 */
export class SealedSessionStore extends Store {
  readonly #store: PartitionStore;
  readonly #options: SessionStoreOptions;
  /** Sessions that stood in the store when this request got them. */
  readonly #known = new WeakSet<SessionData>();

  constructor(store: PartitionStore, options: SessionStoreOptions) {
    super();
    this.#store = store;
    this.#options = options;
  }

  override createSession(request: Request, data: SessionData) {
    const session = super.createSession(request, data);
    this.#known.add(session);
    return session;
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    callbackify(() => this.#read(id))((error, session) => done(error, session));
  }

  override set(id: string, session: SessionData, done: Done = () => undefined): void {
    callbackify(() => this.#write(id, session))((error) => done(error ?? undefined));
  }

  override destroy(id: string, done: Done = () => undefined): void {
    callbackify(() => this.#store.remove(this.#key(id)))((error) => done(error ?? undefined));
  }

  async #read(id: string): Promise<SessionData | undefined> {
    const { seal, life } = this.#options;
    const value = await this.#store.read(this.#key(id), life);
    const text = value === undefined ? undefined : seal.open(this.#key(id), value);
    return text === undefined ? undefined : (JSON.parse(text) as SessionData);
  }

  async #write(id: string, session: SessionData): Promise<void> {
    const { seal, life } = this.#options;
    const key = this.#key(id);
    const isKnown = this.#known.has(session);
    let seen = isKnown ? await this.#store.read(key) : undefined;
    while (!isKnown || seen !== undefined) {
      const value = seal.seal(key, JSON.stringify(session));
      const answer = await this.#store.replace(key, seen, value, life);
      this.#known.add(session);
      if (answer.done || answer.current === undefined) return;
      seen = answer.current;
    }
  }

  #key(id: string): string {
    return this.#options.prefix + id;
  }
}

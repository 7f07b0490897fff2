import type { Clock } from '../clock.ts';
import type { Journal } from '../storage/journal.ts';

interface Session {
  /** Object ids, the newest sign-in first. */
  users: string[];
  /** Milliseconds. */
  expiresAt: number;
}

/** Milliseconds from the last sign-in; Entra's sessions end with the browser, or after a day. */
const lifetime = 24 * 3600 * 1000;
const maxSessions = 1000;

const shape = { users: 'array', expiresAt: 'number' } as const;

/** Which accounts a browser signed in with, for the account picker. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #journal: Journal;
  readonly #clock: Clock;

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    for (const [key, value] of journal.entries('session', shape))
      this.#sessions.set(key, value as Session);
  }

  users(session: string): string[] {
    const found = this.#sessions.get(session);
    return found && this.#clock.now() < found.expiresAt ? found.users : [];
  }

  async signIn(session: string, userId: string): Promise<void> {
    const others = this.users(session).filter((id) => id !== userId);
    const value = { users: [userId, ...others], expiresAt: this.#clock.now() + lifetime };
    if (this.#sessions.size >= maxSessions) await this.signOut(this.#oldest());
    this.#sessions.set(session, value);
    await this.#journal.write({ kind: 'session', key: session, value });
  }

  async signOut(session: string): Promise<void> {
    if (this.#sessions.delete(session))
      await this.#journal.write({ kind: 'session', key: session, value: null });
  }

  async signOutAll(): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((key) => this.signOut(key)));
  }

  async sweep(): Promise<void> {
    for (const [key, { expiresAt }] of this.#sessions)
      if (this.#clock.now() >= expiresAt) await this.signOut(key);
  }

  #oldest(): string {
    return this.#sessions.keys().next().value ?? '';
  }
}

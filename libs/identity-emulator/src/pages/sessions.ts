import type { Clock } from '../server/clock.ts';
import type { Journal } from '../server/storage/journal.ts';
import type { AuthenticationMethod } from '../protocol/tokens/authorization.ts';

/** An account that a browser signed in with. */
export interface SignedIn {
  /** Object id at home. */
  userId: string;
  /** How the user authenticated. */
  amr: readonly AuthenticationMethod[];
  /** Milliseconds since 1970: when the user typed the password. */
  at: number;
  /** Whether it was for a device code: policies for that follow the session. */
  isTracked?: boolean;
}

interface Session {
  /** The newest sign-in first. */
  users: SignedIn[];
  /** Whether it outlives the browser. */
  stays?: boolean;
  /** Milliseconds. */
  expiresAt: number;
}

/** Milliseconds from the last sign-in; Entra's sessions end with the browser, or after a day. */
const lifetime = 24 * 3600 * 1000;
/** Milliseconds, for a user who chose to stay signed in. */
export const longLifetime = 90 * lifetime;
const maxSessions = 1000;

const shape = { users: 'array', expiresAt: 'number' } as const;

/** Which accounts a browser signed in with: single sign-on and the account picker. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #journal: Journal;
  readonly #clock: Clock;

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    for (const [key, value] of journal.entries('session', shape)) {
      const session = value as Session;
      this.#sessions.set(key, { ...session, users: session.users.filter(isSignedIn) });
    }
  }

  users(session: string): SignedIn[] {
    return this.#find(session)?.users ?? [];
  }

  /** Whether the user chose to stay signed in. */
  stays(session: string): boolean {
    return this.#find(session)?.stays === true;
  }

  async signIn(session: string, account: SignedIn): Promise<void> {
    const others = this.users(session).filter(({ userId }) => userId !== account.userId);
    if (this.#sessions.size >= maxSessions) await this.signOut(this.#oldest());
    await this.#keep(session, { users: [account, ...others], stays: this.stays(session) });
  }

  /** Notes that an account signed in for a device code. */
  async track(session: string, userId: string): Promise<void> {
    const found = this.users(session).find((one) => one.userId === userId);
    if (found) await this.signIn(session, { ...found, isTracked: true });
  }

  /** The accounts of a browser session belong to another one from now on. */
  async move(from: string, to: string): Promise<void> {
    const found = this.#find(from);
    if (!found) return;
    await this.#keep(to, found);
    await this.signOut(from);
  }

  async stay(session: string): Promise<void> {
    await this.#keep(session, { users: this.users(session), stays: true });
  }

  /** @param userId only this account; all of them when absent */
  async signOut(session: string, userId?: string): Promise<void> {
    const found = this.#find(session);
    const users = found?.users.filter((one) => userId !== undefined && one.userId !== userId) ?? [];
    if (found && users.length > 0) return this.#keep(session, { ...found, users });
    if (this.#sessions.delete(session))
      await this.#journal.write({ kind: 'session', key: session, value: null });
  }

  /** Every browser has to sign in again. */
  async signOutAll(): Promise<void> {
    for (const key of [...this.#sessions.keys()]) await this.signOut(key);
  }

  /** After the clock was set back: no session ends later than one that starts now. */
  async clampToNow(): Promise<void> {
    const now = this.#clock.now();
    for (const [key, session] of this.#sessions) {
      const most = now + (session.stays ? longLifetime : lifetime);
      if (session.expiresAt <= most && session.users.every(({ at }) => at <= now)) continue;
      const users = session.users.map((one) => ({ ...one, at: Math.min(one.at, now) }));
      await this.#write(key, { ...session, users, expiresAt: Math.min(session.expiresAt, most) });
    }
  }

  async sweep(): Promise<void> {
    for (const [key, { expiresAt }] of this.#sessions)
      if (this.#clock.now() >= expiresAt) await this.signOut(key);
  }

  #find(session: string): Session | undefined {
    const found = this.#sessions.get(session);
    return found && this.#clock.now() < found.expiresAt ? found : undefined;
  }

  #keep(session: string, { users, stays = false }: Omit<Session, 'expiresAt'>): Promise<void> {
    const expiresAt = this.#clock.now() + (stays ? longLifetime : lifetime);
    return this.#write(session, { users, stays, expiresAt });
  }

  #write(session: string, value: Session): Promise<void> {
    this.#sessions.set(session, value);
    return this.#journal.write({ kind: 'session', key: session, value });
  }

  #oldest(): string {
    return this.#sessions.keys().next().value ?? '';
  }
}

/** Files of earlier versions hold bare ids; their users sign in again. */
function isSignedIn(value: unknown): value is SignedIn {
  const { userId, amr, at } = Object(value) as Record<string, unknown>;
  return typeof userId === 'string' && Array.isArray(amr) && typeof at === 'number';
}

import { randomUUID } from 'node:crypto';
import { type Clock, signedInByNow } from '../../server/clock.ts';
import { areAll, hasShape, type Journal } from '../../server/storage/journal.ts';
import { type SignInRecord, signInShape } from './authorization.ts';
import { fingerprint, isSecret, newSecret } from '../../server/secret.ts';

/** What one sign-in gave one app; all refresh tokens that follow from it share its fate. */
export interface TokenFamily extends SignInRecord {
  id: string;
  tenantId: string;
  userId: string;
  clientId: string;
  /** The scope parameter of the sign-in. */
  scope: string;
  revoked?: boolean;
  /** Given to a single-page app. */
  isForPage?: boolean;
  /** Milliseconds; moved on by each use, but for a single-page app. */
  expiresAt: number;
  /** Tokens that are good, oldest first; only fingerprints are kept. */
  live: string[];
  /** Tokens that were used, and when first, oldest first. */
  spent: { token: string; at: number }[];
}

type NewFamily = Pick<
  TokenFamily,
  'tenantId' | 'userId' | 'clientId' | 'scope' | 'isForPage' | keyof SignInRecord
>;

/** Entra's refresh tokens of public clients last 90 days from their last use. */
const lifetime = 90 * 24 * 3600 * 1000;

/** Those of single-page apps a day from the sign-in. */
const lifetimeForPages = 24 * 3600 * 1000;

/**
 * For how long a used token is still taken. A client that lost the answer (a dropped connection, a
 * killed process) and a second process of the same user come back within seconds; a later use shows
 * that the token was stolen.
 */
const grace = 30_000;

/** Tokens of one family that are good at the same time; racing processes leave siblings behind. */
const maxLive = 64;
/** Used tokens that are remembered beyond their grace, to notice reuse. */
const maxSpent = 16;
/** Used tokens in all: far more than a race, far less than the memory. */
const maxRacing = 256;

/** Families at once, those that ended included: far more than a fleet, far less than the memory. */
const maxFamilies = 100_000;

/** A fleet may leave ten thousand families that were revoked. */
const none: never[] = [];

const shape = {
  id: 'string',
  tenantId: 'string',
  userId: 'string',
  clientId: 'string',
  scope: 'string',
  expiresAt: 'number',
  live: areAll('string'),
  spent: areAll((one) => hasShape(one, { token: 'string', at: 'number' })),
  ...signInShape,
} as const;

export type Redemption =
  | { outcome: 'good'; family: TokenFamily }
  | { outcome: 'malformed' | 'unknown' | 'expired' | 'expired-in-page' | 'revoked' | 'reused' };

/** Refresh tokens with rotation and reuse detection (RFC 9700 4.14.2). */
export class RefreshTokens {
  readonly #families = new Map<string, TokenFamily>();
  readonly #journal: Journal;
  readonly #clock: Clock;

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    for (const [key, value] of journal.entries('family', shape))
      this.#families.set(key, value as TokenFamily);
  }

  /** @returns the first token of a new family, kept before it is returned */
  async start(details: NewFamily): Promise<string> {
    const handle = randomUUID();
    const id = fingerprint(handle);
    const expiresAt = this.#clock.now() + (details.isForPage ? lifetimeForPages : lifetime);
    const family: TokenFamily = { id, ...details, expiresAt, live: [], spent: [] };
    await this.#makeRoom();
    this.#families.set(id, family);
    return this.#add(family, handle);
  }

  /** The sign-in that is the longest ago goes: in the Map, families stand in the order of theirs. */
  async #makeRoom(): Promise<void> {
    const [oldest] = this.#families.keys();
    if (this.#families.size < maxFamilies || oldest === undefined) return;
    this.#families.delete(oldest);
    await this.#journal.write({ kind: 'family', key: oldest, value: null });
  }

  /** The family of a token, good or not. */
  find(token: string): TokenFamily | undefined {
    return this.#families.get(fingerprint(handleOf(token)));
  }

  /** Checks a token, and revokes its family when the token was stolen. */
  async check(token: string): Promise<Redemption> {
    const family = this.find(token);
    if (!family) return { outcome: isWellFormed(token) ? 'unknown' : 'malformed' };
    if (family.revoked) return { outcome: 'revoked' };
    const mark = fingerprint(token);
    const spent = family.spent.find((entry) => entry.token === mark);
    if (!spent && !family.live.includes(mark)) return { outcome: 'unknown' };
    if (this.#clock.now() >= family.expiresAt)
      return { outcome: family.isForPage ? 'expired-in-page' : 'expired' };
    if (spent && this.#clock.now() - spent.at > grace) {
      await this.revoke(family);
      return { outcome: 'reused' };
    }
    return { outcome: 'good', family };
  }

  /** Puts a new token in the place of a good one. */
  rotate(family: TokenFamily, token: string): Promise<string> {
    const mark = fingerprint(token);
    if (family.live.includes(mark)) this.#spend(family, mark);
    if (!family.isForPage) family.expiresAt = this.#clock.now() + lifetime;
    return this.#add(family, handleOf(token));
  }

  /** What is left of the family says that it was revoked, whichever of its tokens comes. */
  async revoke({ id, isForPage, expiresAt }: TokenFamily): Promise<void> {
    if (!this.#families.has(id)) return;
    const left: TokenFamily = {
      id,
      tenantId: '',
      userId: '',
      clientId: '',
      scope: '',
      revoked: true,
      expiresAt,
      live: none,
      spent: none,
    };
    if (isForPage) left.isForPage = isForPage;
    this.#families.set(id, left);
    await this.#keep(id);
  }

  /** Ends every sign-in so far. */
  async revokeAll(): Promise<void> {
    await Promise.all([...this.#families.values()].map((family) => this.revoke(family)));
  }

  /** After the clock was set back: no family ends later than one that is used now. */
  async clampToNow(): Promise<void> {
    const now = this.#clock.now();
    for (const [id, family] of this.#families) {
      const most = now + (family.isForPage ? lifetimeForPages : lifetime);
      const isAhead = family.expiresAt > most || family.spent.some(({ at }) => at > now);
      if (!isAhead && (family.authTime ?? 0) * 1000 <= now) continue;
      const spent = family.spent.map(({ token, at }) => ({ token, at: Math.min(at, now) }));
      const expiresAt = Math.min(family.expiresAt, most);
      Object.assign(family, signedInByNow({ ...family, spent, expiresAt }, this.#clock));
      await this.#journal.write({ kind: 'family', key: id, value: family });
    }
  }

  /** Forgets families that can no longer be used. */
  async sweep(): Promise<void> {
    for (const family of this.#families.values()) {
      if (this.#clock.now() < family.expiresAt + lifetime) continue;
      this.#families.delete(family.id);
      await this.#journal.write({ kind: 'family', key: family.id, value: null });
    }
  }

  async #add(family: TokenFamily, handle: string): Promise<string> {
    const token = `${handle}.${newSecret()}`;
    family.live.push(fingerprint(token));
    if (family.live.length > maxLive) this.#spend(family, family.live[0] ?? '');
    await this.#keep(family.id);
    return token;
  }

  #spend(family: TokenFamily, mark: string): void {
    const now = this.#clock.now();
    family.live = family.live.filter((other) => other !== mark);
    family.spent.push({ token: mark, at: now });
    const late = family.spent.filter(({ at }) => now - at > grace).slice(-maxSpent);
    const racing = family.spent.filter(({ at }) => now - at <= grace).slice(-maxRacing);
    family.spent = [...late, ...racing];
  }

  /** As it is now: it may have been revoked since its caller looked. */
  #keep(id: string): Promise<void> {
    const value = this.#families.get(id) ?? null;
    return this.#journal.write({ kind: 'family', key: id, value });
  }
}

function isWellFormed(token: string): boolean {
  const [handle = '', secret = '', ...more] = token.split('.');
  return /^[\da-f-]{36}$/.test(handle) && isSecret(secret) && more.length === 0;
}

const handleOf = (token: string): string => token.split('.', 1)[0] ?? '';

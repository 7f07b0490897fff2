import { randomInt } from 'node:crypto';
import { type Clock, signedInByNow } from '../server/clock.ts';
import { fingerprint, newSecret } from '../server/secret.ts';
import { hasShape, type Journal, optional } from '../server/storage/journal.ts';
import { type SignInRecord, signInShape } from './tokens/authorization.ts';

export interface DeviceCode {
  /** Fingerprint of the device code; the code itself is not kept. */
  id: string;
  userCode: string;
  clientId: string;
  /** The authority's path segment, as the client asked. */
  segment: string;
  scope: string;
  nonce?: string;
  clientInfo: boolean;
  /** Milliseconds; absent in files of earlier versions. */
  issuedAt?: number;
  /** Milliseconds. */
  expiresAt: number;
  /** Seconds; grows by 5 with each slow_down. */
  interval: number;
  lastPollAt?: number;
  state: 'pending' | 'approved' | 'declined' | 'redeemed';
  /** Object id of the user who approved. */
  userId?: string;
  /** How the user signed in. */
  signIn?: SignInRecord;
  /** The number with which a scenario ended the device's wait, 0 for none: nobody waits for an answer. */
  refusedWith?: number;
}

type NewDeviceCode = Pick<
  DeviceCode,
  'clientId' | 'segment' | 'scope' | 'clientInfo' | 'interval' | 'nonce'
>;

interface Approval {
  userId: string;
  /** A password, when absent. */
  signIn?: SignInRecord;
}

/** Milliseconds that an expired code is remembered, so that a late poll returns `expired_token`. */
const remembered = 15 * 60_000;

/** Codes at once, expired ones included: far more than a fleet, far less than the memory. */
const maxCodes = 100_000;

/** Codes that are over and go when one is issued: more than one, so that they become fewer, and one write. */
const FORGOTTEN_AT_ONCE = 10;

const shape = {
  id: 'string',
  userCode: 'string',
  clientId: 'string',
  segment: 'string',
  scope: 'string',
  clientInfo: 'boolean',
  expiresAt: 'number',
  interval: 'number',
  issuedAt: optional('number'),
  state: 'string',
  signIn: optional((one) => hasShape(one, signInShape)),
} as const;

export class DeviceCodes {
  readonly #codes = new Map<string, DeviceCode>();
  readonly #byUserCode = new Map<string, DeviceCode>();
  readonly #journal: Journal;
  readonly #clock: Clock;

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    for (const [, value] of journal.entries('device-code', shape))
      this.#remember(value as DeviceCode);
  }

  /**
   * @param lifetime seconds
   * @returns undefined when there are too many codes already
   */
  async issue(details: NewDeviceCode, lifetime: number) {
    await this.#forgetOldest();
    if (this.#codes.size >= maxCodes) await this.sweep();
    if (this.#codes.size >= maxCodes) return undefined;
    const secret = newSecret();
    const code: DeviceCode = {
      id: fingerprint(secret),
      userCode: this.#freeUserCode(),
      ...details,
      issuedAt: this.#clock.now(),
      expiresAt: this.#clock.now() + lifetime * 1000,
      state: 'pending',
    };
    this.#remember(code);
    await this.#keep(code);
    return { deviceCode: secret, code };
  }

  find(deviceCode: string): DeviceCode | undefined {
    return this.#codes.get(fingerprint(deviceCode));
  }

  findById(id: string): DeviceCode | undefined {
    return this.#codes.get(id);
  }

  findByUserCode(typed: string): DeviceCode | undefined {
    return this.#byUserCode.get(normalizeUserCode(typed));
  }

  /** A scenario answers the device for good: what the user says now reaches nobody. */
  refuse(deviceCode: string, number = 0): void {
    const code = this.find(deviceCode);
    if (code) code.refusedWith = number;
  }

  /** Codes that wait for a user. */
  pending(): DeviceCode[] {
    return [...this.#codes.values()].filter((code) => this.isPending(code));
  }

  isPending(code: DeviceCode): boolean {
    return code.state === 'pending' && !this.isExpired(code);
  }

  isExpired(code: DeviceCode): boolean {
    return this.#clock.now() >= code.expiresAt;
  }

  /** The user's answer. Resolves when it is kept. A code that was answered already stays so. */
  async decide(code: DeviceCode, answer: Approval | 'declined'): Promise<boolean> {
    if (!this.isPending(code)) return false;
    if (answer === 'declined') code.state = 'declined';
    else {
      code.state = 'approved';
      code.userId = answer.userId;
      if (answer.signIn) code.signIn = answer.signIn;
    }
    await this.#keep(code);
    return true;
  }

  /**
   * Uses the code up: at once for every later poll, and on disk only after `keep`, so that
   * a client whose answer died with the process can ask again.
   */
  async redeem<Kept>(code: DeviceCode, keep: () => Promise<Kept>): Promise<Kept> {
    code.state = 'redeemed';
    const kept = await keep();
    await this.#keep(code);
    return kept;
  }

  /** After the clock was set back: no code ends later than one that is issued now. */
  async clampToNow(): Promise<void> {
    for (const code of this.#codes.values()) {
      const now = this.#clock.now();
      const { issuedAt = 0, lastPollAt = 0 } = code;
      const ahead = Math.max(issuedAt - now, 0);
      if (ahead === 0 && lastPollAt <= now && (code.signIn?.authTime ?? 0) * 1000 <= now) continue;
      code.issuedAt = issuedAt - ahead;
      code.expiresAt -= ahead;
      if (lastPollAt > now) delete code.lastPollAt;
      if (code.signIn) code.signIn = signedInByNow(code.signIn, this.#clock);
      await this.#keep(code);
    }
  }

  async sweep(): Promise<void> {
    for (const code of this.#codes.values()) if (this.#isOver(code)) await this.#forget(code);
  }

  /** After a jump of the clock, too, the codes of before make room for those that come. */
  async #forgetOldest(): Promise<void> {
    const over: DeviceCode[] = [];
    for (const code of this.#codes.values()) {
      if (over.length === FORGOTTEN_AT_ONCE || !this.#isOver(code)) break; // oldest first
      over.push(code);
    }
    if (over.length > 0) await this.#forget(...over);
  }

  #isOver({ expiresAt }: DeviceCode): boolean {
    return this.#clock.now() >= expiresAt + remembered;
  }

  #forget(...codes: DeviceCode[]): Promise<void> {
    for (const { id, userCode } of codes) {
      this.#codes.delete(id);
      this.#byUserCode.delete(userCode);
    }
    return this.#journal.write(
      ...codes.map(({ id }) => ({ kind: 'device-code', key: id, value: null })),
    );
  }

  #freeUserCode(): string {
    let userCode = newUserCode();
    while (this.#byUserCode.has(userCode)) userCode = newUserCode();
    return userCode;
  }

  #remember(code: DeviceCode): void {
    this.#codes.set(code.id, code);
    this.#byUserCode.set(code.userCode, code);
  }

  #keep(code: DeviceCode): Promise<void> {
    return this.#journal.write({ kind: 'device-code', key: code.id, value: code });
  }
}

/** RFC 8628 6.1: consonants only, so that no word appears and nothing looks like a digit. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 9;

/** Nine letters, as Entra's codes; 39 bits. */
const newUserCode = (): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Reads a code as users type it: any letter case, spaces and hyphens anywhere. */
const normalizeUserCode = (typed: string): string =>
  typed
    .slice(0, 100)
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');

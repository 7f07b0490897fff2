import { createHash } from 'node:crypto';
import { type Clock, signedInByNow } from '../server/clock.ts';
import { fingerprint, newSecret, sameSecret } from '../server/secret.ts';
import type { SignInRecord } from './tokens/authorization.ts';
import type { TokenFamily } from './tokens/refresh-tokens.ts';

/** What a code is good for, and for nothing else (RFC 6749 4.1.3). */
interface AuthorizationCode {
  clientId: string;
  /** As the client wrote it: the token request must repeat it to the letter. */
  redirectUri: string;
  /** The authority's path segment, as the client asked. */
  segment: string;
  scope: string;
  userId: string;
  /** How the user signed in. */
  signIn?: SignInRecord;
  nonce?: string;
  challenge?: CodeChallenge;
}

interface Kept extends AuthorizationCode {
  /** Milliseconds. */
  expiresAt: number;
  isUsed: boolean;
  /** True after a second use, perhaps before the first one had its answer. */
  isReused?: boolean;
  /** The refresh tokens that it gave. */
  family?: TokenFamily;
}

/** Milliseconds; RFC 6749 4.1.2 recommends ten minutes at most. */
const lifetime = 10 * 60_000;

/** Codes at once: far more than users who sign in, far less than the memory. */
const maxCodes = 10_000;

/** In memory only: a client whose code is lost with the process just asks again. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, Kept>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns the code, which only its client keeps */
  issue(details: AuthorizationCode): string {
    const oldest = this.#codes.keys().next().value;
    if (this.#codes.size >= maxCodes && oldest !== undefined) this.#codes.delete(oldest);
    const secret = newSecret();
    const expiresAt = this.#clock.now() + lifetime;
    this.#codes.set(fingerprint(secret), { ...details, expiresAt, isUsed: false });
    return secret;
  }

  find(code: string): Kept | undefined {
    return this.#codes.get(fingerprint(code));
  }

  isExpired({ expiresAt }: Kept): boolean {
    return this.#clock.now() >= expiresAt;
  }

  /** After the clock was set back: no code ends later than one that is issued now. */
  async clampToNow(): Promise<void> {
    for (const code of this.#codes.values()) {
      code.expiresAt = Math.min(code.expiresAt, this.#clock.now() + lifetime);
      if (code.signIn) code.signIn = signedInByNow(code.signIn, this.#clock);
    }
  }

  /** An expired code is remembered as long again, so that a late client learns why. */
  async sweep(): Promise<void> {
    for (const [key, { expiresAt }] of this.#codes)
      if (this.#clock.now() >= expiresAt + lifetime) this.#codes.delete(key);
  }
}

/** RFC 7636 4.3 */
export interface CodeChallenge {
  value: string;
  method: 'S256' | 'plain';
}

/** Whether a challenge has a size that RFC 7636 4.2 allows. */
export const isWellFormed = (value: string): boolean => /^[\w.~-]{43,128}$/.test(value);

/** RFC 7636 4.6. A verifier without a challenge is wrong too: an attacker took the challenge away. */
export function isVerified(challenge: CodeChallenge | undefined, verifier?: string): boolean {
  if (!challenge || verifier === undefined) return !challenge && verifier === undefined;
  const derived =
    challenge.method === 'plain'
      ? verifier
      : createHash('sha256').update(verifier).digest('base64url');
  return sameSecret(derived, challenge.value);
}

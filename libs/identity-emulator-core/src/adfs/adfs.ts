import { attempts, type Attempts } from '../server/attempts.ts';
import type { Clock } from '../server/clock.ts';
import type { Acceptor } from './kerberos/accept-negotiate.ts';
import { readKeytab } from './kerberos/keytab.ts';
import { makeSigningCertificate, type SigningCertificate } from './saml/sign-xml.ts';

/** The federation server of the federated domains: what its endpoints share. */
export interface Adfs {
  /** Made when it is first needed, and kept in memory: an assertion outlives no restart. */
  certificate(): Promise<SigningCertificate>;
  /** Ids of assertions that Entra's side took: each is good once. */
  spentAssertions: ReplayCache;
  /** Wrong passwords of one account. */
  passwordGuesses: Attempts;
  /** Absent without a keytab: nobody can sign in with Kerberos then. */
  kerberos?: Acceptor;
  /** Told why Negotiate was refused, since the client only hears 401. */
  log(line: string): void;
}

export interface AdfsOptions {
  /** Path of a keytab, for sign-in with Kerberos. */
  keytab?: string;
  /** Whose key in it is the AD FS's; `HTTP/localhost`, what clients ask a ticket for, when absent. */
  servicePrincipal?: string;
}

/** @throws Error for people when the keytab cannot be used */
export function createAdfs(clock: Clock, log: Adfs['log'], options: AdfsOptions = {}): Adfs {
  const { keytab: path, servicePrincipal = 'HTTP/localhost' } = options;
  const keytab = path === undefined ? undefined : readKeytab(path, servicePrincipal);
  let certificate: Promise<SigningCertificate> | undefined;
  return {
    certificate: () => (certificate ??= makeSigningCertificate(clock.now())),
    spentAssertions: new ReplayCache(clock),
    passwordGuesses: attempts(clock, 10, 60_000),
    ...(keytab && { kerberos: { keytab, clock, spent: new ReplayCache(clock) } }),
    log,
  };
}

/** Remembers what may be used once, for as long as it could be used again. */
export class ReplayCache {
  readonly #until = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Only what proved to be genuine comes here, so strangers cannot fill it.
   *
   * @param until milliseconds since 1970
   * @returns false when it was spent before
   */
  spend(key: string, until: number): boolean {
    const now = this.#clock.now();
    for (const [old, end] of this.#until) if (end < now) this.#until.delete(old);
    if (this.#until.has(key)) return false;
    this.#until.set(key, until);
    return true;
  }
}

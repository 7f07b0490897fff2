import type { DirectoryState } from '../directory/passwords.ts';
import { attempts, type Attempts } from '../server/limits.ts';
import type { Clock } from '../server/clock.ts';
import type { ServerState } from '../server/server-state.ts';
import type { Acceptor } from './kerberos/accept-negotiate.ts';
import { readKeytab } from './kerberos/keytab.ts';
import { ReplayCache } from './replay-cache.ts';
import { makeSigningCertificate, type SigningCertificate } from './saml/sign-xml.ts';

/** The federation server of the federated domains: what its endpoints share. */
interface Adfs {
  /** Made when it is first needed, and kept in memory: an assertion outlives no restart. */
  certificate(): Promise<SigningCertificate>;
  /** Ids of assertions that Entra's side took: each is good once. */
  spentAssertions: ReplayCache;
  /** Wrong passwords of one account. */
  passwordGuesses: Attempts;
  /** Absent without a keytab: there is then no sign-in with Kerberos. */
  kerberos?: Acceptor;
  /** Called with the reason when Negotiate is refused, as the client only gets 401. */
  log(line: string): void;
}

/** What the AD FS, and realm discovery of Entra, work on. */
export interface AdfsState extends ServerState, DirectoryState {
  adfs: Adfs;
}

/** The Kerberos side of the AD FS. */
export interface AdfsOptions {
  /** Path of a keytab with an AES key, for sign-in with Kerberos; `windowstransport` answers 401 when absent. */
  keytab?: string;
  /** The principal of the AD FS in the keytab; `HTTP/localhost`, which clients ask a ticket for, when absent. */
  servicePrincipal?: string;
}

/** @throws Error for users when the keytab cannot be used */
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

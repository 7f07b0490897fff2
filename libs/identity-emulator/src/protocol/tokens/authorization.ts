import type { App, SignInFlow } from '../../directory/directory.ts';
import type { Account } from '../../directory/find-user.ts';
import { areAll, optional } from '../../server/storage/journal.ts';
import type { Addresses } from '../../server/addresses.ts';
import type { ResolvedScopes } from './resolve-scopes.ts';

/** `pwd` a password, `mfa` a second factor, `fed` an AD FS, `rsa` a certificate. */
export type AuthenticationMethod = 'pwd' | 'mfa' | 'fed' | 'rsa';

/** How an app authenticated: not at all, by a secret, or by a certificate (RFC 6749 2.3). */
export type ClientProof = 'none' | 'secret' | 'certificate';

/** How a user signed in, as far as their tokens state it. */
export interface SignInRecord {
  /** How the user authenticated (RFC 8176); by password when absent. */
  amr?: readonly AuthenticationMethod[];
  /** Authentication contexts that the sign-in satisfies, such as `c1`. */
  acrs?: readonly string[];
  /** Seconds since 1970: when the user typed something last. */
  authTime?: number;
  /** The browser when absent. */
  flow?: SignInFlow;
}

/** The same, when it is read from a file. */
export const signInShape = {
  amr: optional(areAll('string')),
  acrs: optional(areAll('string')),
} as const;

/** A user's consent that an app gets tokens: what every grant for a user ends in. */
export interface Authorization extends Account, SignInRecord {
  app: App;
  /** Of the emulator as the client calls it; they name the issuer. */
  addresses: Addresses;
  scopes: ResolvedScopes;
  nonce?: string;
  /** MSAL asks for `client_info=1`: the account, outside the id_token. */
  clientInfo: boolean;
  /** What the client can do, such as `cp1`. */
  capabilities?: readonly string[];
  proof?: ClientProof;
}

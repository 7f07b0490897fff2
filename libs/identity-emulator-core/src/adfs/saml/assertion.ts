import type { SamlVersion } from './namespaces.ts';

/** What a federation server says about somebody. */
export interface AssertionFacts {
  id: string;
  issuer: string;
  audience: string;
  upn: string;
  immutableId: string;
  /** A URI: `urn:oasis:names:tc:SAML:1.0:am:password`, `urn:federation:authentication:windows`. */
  authenticationMethod: string;
  /** Milliseconds since 1970. */
  issuedAt: number;
  notBefore: number;
  notOnOrAfter: number;
}

export interface Assertion extends Omit<AssertionFacts, 'issuedAt' | 'authenticationMethod'> {
  version: SamlVersion;
}

/** As SAML writes it. @param time milliseconds since 1970 */
export const samlTime = (time: number): string => new Date(time).toISOString();

/** What a federation server says about a user. */
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

/** Names that SAML and XML signatures are written in. */
export const samlNamespace = {
  '1.1': 'urn:oasis:names:tc:SAML:1.0:assertion',
  '2.0': 'urn:oasis:names:tc:SAML:2.0:assertion',
} as const;

export type SamlVersion = keyof typeof samlNamespace;

/** The attribute that names an assertion, for its signature. */
export const idAttribute = { '1.1': 'AssertionID', '2.0': 'ID' } as const;

export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';

/** The only algorithms that the emulator signs with, and takes. */
export const algorithms = {
  canonical: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
} as const;

/** Where Entra finds a federated user: in the user name and in the immutable id. */
export const claimNames = {
  upn: { namespace: 'http://schemas.xmlsoap.org/claims', name: 'UPN' },
  immutableId: {
    namespace: 'http://schemas.microsoft.com/LiveID/Federation/2008/05',
    name: 'ImmutableID',
  },
} as const;

/** The audience of assertions for Entra. */
export const entraAudience = 'urn:federation:MicrosoftOnline';

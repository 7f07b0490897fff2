import type { Xml } from '../xml.ts';
import type { AssertionFacts } from './assertion.ts';
import { idAttribute, type SamlVersion } from './namespaces.ts';
import { saml11 } from './saml-1-1.ts';
import { saml20 } from './saml-2-0.ts';
import { type SignaturePlace, signXml } from './sign-xml.ts';
import type { SigningCertificate } from './signing-certificate.ts';

const kinds: Record<SamlVersion, { write: (facts: AssertionFacts) => Xml; at: SignaturePlace }> = {
  '1.1': { write: saml11, at: 'last' },
  '2.0': { write: saml20, at: { afterFirst: 'Issuer' } },
};

/** A signed assertion, as text: not one byte of it may change from here on. */
export function issueAssertion(
  version: SamlVersion,
  facts: AssertionFacts,
  certificate: SigningCertificate,
): string {
  const { write, at } = kinds[version];
  return signXml(write(facts).text, idAttribute[version], at, certificate);
}

import { xml, type Xml } from '../xml.ts';
import {
  type AssertionFacts,
  claimNames,
  idAttribute,
  samlNamespace,
  samlTime,
  type SamlVersion,
} from './assertion.ts';
import { type SignaturePlace, type SigningCertificate, signXml } from './sign-xml.ts';

/**
 * A SAML 1.1 assertion as AD FS writes it for Entra, unsigned.
 *
 * @see https://www.oasis-open.org/committees/download.php/3406/oasis-sstc-saml-core-1.1.pdf
 */
const saml11 = (facts: AssertionFacts): Xml =>
  xml`<saml:Assertion xmlns:saml="${samlNamespace['1.1']}" MajorVersion="1" MinorVersion="1"
      AssertionID="${facts.id}" Issuer="${facts.issuer}" IssueInstant="${samlTime(facts.issuedAt)}">
    <saml:Conditions NotBefore="${samlTime(facts.notBefore)}"
        NotOnOrAfter="${samlTime(facts.notOnOrAfter)}">
      <saml:AudienceRestrictionCondition>
        <saml:Audience>${facts.audience}</saml:Audience>
      </saml:AudienceRestrictionCondition>
    </saml:Conditions>
    <saml:AttributeStatement>
      ${subject(facts)}
      ${attribute(claimNames.upn, facts.upn)}
      ${attribute(claimNames.immutableId, facts.immutableId)}
    </saml:AttributeStatement>
    <saml:AuthenticationStatement AuthenticationMethod="${facts.authenticationMethod}"
        AuthenticationInstant="${samlTime(facts.issuedAt)}">
      ${subject(facts)}
    </saml:AuthenticationStatement>
  </saml:Assertion>`;

const subject = ({ immutableId }: AssertionFacts): Xml =>
  xml`<saml:Subject>
    <saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"
      >${immutableId}</saml:NameIdentifier>
    <saml:SubjectConfirmation>
      <saml:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod>
    </saml:SubjectConfirmation>
  </saml:Subject>`;

const attribute = ({ namespace, name }: { namespace: string; name: string }, value: string): Xml =>
  xml`<saml:Attribute AttributeName="${name}" AttributeNamespace="${namespace}">
    <saml:AttributeValue>${value}</saml:AttributeValue>
  </saml:Attribute>`;

/**
 * A SAML 2.0 assertion as AD FS writes it for Entra, unsigned.
 *
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 */
const saml20 = (facts: AssertionFacts): Xml =>
  xml`<saml:Assertion xmlns:saml="${samlNamespace['2.0']}" Version="2.0" ID="${facts.id}"
      IssueInstant="${samlTime(facts.issuedAt)}">
    <saml:Issuer>${facts.issuer}</saml:Issuer>
    <saml:Subject>
      <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
        >${facts.immutableId}</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <saml:SubjectConfirmationData NotOnOrAfter="${samlTime(facts.notOnOrAfter)}"
          Recipient="${facts.audience}"/>
      </saml:SubjectConfirmation>
    </saml:Subject>
    <saml:Conditions NotBefore="${samlTime(facts.notBefore)}"
        NotOnOrAfter="${samlTime(facts.notOnOrAfter)}">
      <saml:AudienceRestriction>
        <saml:Audience>${facts.audience}</saml:Audience>
      </saml:AudienceRestriction>
    </saml:Conditions>
    <saml:AuthnStatement AuthnInstant="${samlTime(facts.issuedAt)}">
      <saml:AuthnContext>
        <saml:AuthnContextClassRef>${facts.authenticationMethod}</saml:AuthnContextClassRef>
      </saml:AuthnContext>
    </saml:AuthnStatement>
    <saml:AttributeStatement>
      ${attributeOf20(claimNames.upn, facts.upn)}
      ${attributeOf20(claimNames.immutableId, facts.immutableId)}
    </saml:AttributeStatement>
  </saml:Assertion>`;

const attributeOf20 = (
  { namespace, name }: { namespace: string; name: string },
  value: string,
): Xml =>
  xml`<saml:Attribute Name="${namespace}/${name}">
    <saml:AttributeValue>${value}</saml:AttributeValue>
  </saml:Attribute>`;

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

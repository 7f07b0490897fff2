import { type Xml, xml } from '../xml.ts';
import { type AssertionFacts, samlTime } from './assertion.ts';
import { claimNames, samlNamespace } from './namespaces.ts';

/**
 * A SAML 1.1 assertion as AD FS writes it for Entra, unsigned.
 *
 * @see https://www.oasis-open.org/committees/download.php/3406/oasis-sstc-saml-core-1.1.pdf
 */
export const saml11 = (facts: AssertionFacts): Xml =>
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

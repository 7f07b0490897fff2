import { type Xml, xml } from '../xml.ts';
import { type AssertionFacts, samlTime } from './assertion.ts';
import { claimNames, samlNamespace } from './namespaces.ts';

/**
 * A SAML 2.0 assertion as AD FS writes it for Entra, unsigned.
 *
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 */
export const saml20 = (facts: AssertionFacts): Xml =>
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
      ${attribute(claimNames.upn, facts.upn)}
      ${attribute(claimNames.immutableId, facts.immutableId)}
    </saml:AttributeStatement>
  </saml:Assertion>`;

const attribute = ({ namespace, name }: { namespace: string; name: string }, value: string): Xml =>
  xml`<saml:Attribute Name="${namespace}/${name}">
    <saml:AttributeValue>${value}</saml:AttributeValue>
  </saml:Attribute>`;

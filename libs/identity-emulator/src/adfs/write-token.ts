import { randomUUID } from 'node:crypto';
import type { Account } from '../directory/find-user.ts';
import type { AdfsState } from './adfs.ts';
import { domainOf, immutableIdOf, issuerOf } from './federated-domain.ts';
import { namespaces, trust, type TrustVersion } from './namespaces.ts';
import { entraAudience, samlNamespace, type SamlVersion } from './saml/assertion.ts';
import { issueAssertion } from './saml/issue-assertion.ts';
import { xml, Xml } from './xml.ts';

/** How a user signed in at the AD FS. */
type SignInMethod = 'password' | 'windows';

/** Milliseconds; AD FS's default is an hour. */
const lifetime = 3600 * 1000;

const windows = 'urn:federation:authentication:windows';
const methods: Record<SamlVersion, Record<SignInMethod, string>> = {
  '1.1': { password: 'urn:oasis:names:tc:SAML:1.0:am:password', windows },
  '2.0': {
    password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    windows,
  },
};

/** Issues the AD FS's assertion for Entra that a user signed in. */
export async function writeToken(
  { adfs, clock }: AdfsState,
  { user }: Account,
  method: SignInMethod,
  saml: SamlVersion = '1.1',
): Promise<TokenResponse> {
  const created = clock.now();
  const facts = {
    id: `_${randomUUID()}`,
    issuer: issuerOf(domainOf(user.username)),
    audience: entraAudience,
    upn: user.username,
    immutableId: immutableIdOf(user),
    authenticationMethod: methods[saml][method],
    issuedAt: created,
    notBefore: created,
    notOnOrAfter: created + lifetime,
  };
  const assertion = issueAssertion(saml, facts, await adfs.certificate());
  return { saml, assertion, created, expires: created + lifetime };
}

interface TokenResponse {
  saml: SamlVersion;
  /** Signed: it goes in as it is. */
  assertion: string;
  /** Milliseconds since 1970. */
  created: number;
  expires: number;
}

/** The whole message; WS-Trust 1.3 puts its answer into a collection. */
export function tokenResponse(version: TrustVersion, response: TokenResponse): string {
  const { namespace } = trust[version];
  const answer = requestSecurityTokenResponse(version, response);
  const action = version === '13' ? 'RSTRC/IssueFinal' : 'RSTR/Issue';
  return xml`<s:Envelope xmlns:s="${namespaces.soap}" xmlns:a="${namespaces.addressing}"
      xmlns:u="${namespaces.utility}">
    <s:Header>
      <a:Action s:mustUnderstand="1">${namespace}/${action}</a:Action>
    </s:Header>
    <s:Body>${
      version === '13'
        ? xml`<t:RequestSecurityTokenResponseCollection xmlns:t="${namespace}">
            ${answer}
          </t:RequestSecurityTokenResponseCollection>`
        : answer
    }</s:Body>
  </s:Envelope>`.text;
}

/** The answer itself; the sign-in page sends it too (WS-Federation's `wresult`). */
export function requestSecurityTokenResponse(
  version: TrustVersion,
  { saml, assertion, created, expires }: TokenResponse,
): Xml {
  const { namespace, bearer } = trust[version];
  return xml`<t:RequestSecurityTokenResponse xmlns:t="${namespace}">
    <t:Lifetime>
      <u:Created xmlns:u="${namespaces.utility}">${new Date(created).toISOString()}</u:Created>
      <u:Expires xmlns:u="${namespaces.utility}">${new Date(expires).toISOString()}</u:Expires>
    </t:Lifetime>
    <p:AppliesTo xmlns:p="${namespaces.policy}">
      <a:EndpointReference xmlns:a="${namespaces.addressing}">
        <a:Address>${entraAudience}</a:Address>
      </a:EndpointReference>
    </p:AppliesTo>
    <t:RequestedSecurityToken>${new Xml(assertion)}</t:RequestedSecurityToken>
    <t:TokenType>${samlNamespace[saml]}</t:TokenType>
    <t:RequestType>${namespace}/Issue</t:RequestType>
    <t:KeyType>${bearer}</t:KeyType>
  </t:RequestSecurityTokenResponse>`;
}

import { entraAudience, samlNamespace, type SamlVersion } from './saml/namespaces.ts';
import { Xml, xml } from './xml.ts';
import { namespaces, trust, type TrustVersion } from './namespaces.ts';

export interface TokenResponse {
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

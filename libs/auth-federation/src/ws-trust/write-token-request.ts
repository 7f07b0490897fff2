import { randomUUID } from 'node:crypto';
import type { SamlVersion } from '@entra-flows/auth-core';
import { xml } from '@entra-flows/primitives/markup';
import type { TrustEndpoint } from '../mex/trust-endpoint.ts';
import { issueAction, namespaces, trustNames } from './namespaces.ts';

export interface Password {
  username: string;
  password: string;
}

export interface TokenQuestion {
  /** The intended receiver of the assertion. */
  audience: string;
  /** Left to the server when missing. */
  samlVersion?: SamlVersion | undefined;
  /** Missing where HTTP identifies the user. */
  user?: Password | undefined;
}

/** ms; AD FS allows five minutes for clocks that differ. */
const LIFETIME = 10 * 60_000;

/**
 * A RequestSecurityToken for a bearer assertion.
 *
 * @param now - ms since 1970
 * @see https://docs.oasis-open.org/ws-sx/ws-trust/v1.3/ws-trust.html section 4
 */
export function writeTokenRequest(
  { url, version }: TrustEndpoint,
  { audience, samlVersion, user }: TokenQuestion,
  now = Date.now(),
): string {
  const { soap, addressing, policy } = namespaces;
  const { trust, bearer } = trustNames[version];
  const tokenType = samlVersion && xml`<t:TokenType>${samlTokenTypes[samlVersion]}</t:TokenType>`;
  return xml`<s:Envelope xmlns:s="${soap}" xmlns:a="${addressing}">
    <s:Header>
      <a:Action s:mustUnderstand="1">${issueAction(version)}</a:Action>
      <a:MessageID>urn:uuid:${randomUUID()}</a:MessageID>
      <a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>
      <a:To s:mustUnderstand="1">${url}</a:To>
      ${user && security(user, now)}
    </s:Header>
    <s:Body>
      <t:RequestSecurityToken xmlns:t="${trust}">
        <p:AppliesTo xmlns:p="${policy}">
          <a:EndpointReference><a:Address>${audience}</a:Address></a:EndpointReference>
        </p:AppliesTo>
        <t:KeyType>${bearer}</t:KeyType>
        <t:RequestType>${trust}/Issue</t:RequestType>
        ${tokenType}
      </t:RequestSecurityToken>
    </s:Body>
  </s:Envelope>`.text;
}

/** WS-Security UsernameToken Profile 1.0, section 3. TLS keeps the password secret. */
function security({ username, password }: Password, now: number) {
  const at = (ms: number) => new Date(ms).toISOString();
  return xml`<o:Security s:mustUnderstand="1" xmlns:o="${namespaces.security}" xmlns:u="${namespaces.utility}">
    <u:Timestamp u:Id="_0">
      <u:Created>${at(now)}</u:Created>
      <u:Expires>${at(now + LIFETIME)}</u:Expires>
    </u:Timestamp>
    <o:UsernameToken u:Id="uuid-${randomUUID()}">
      <o:Username>${username}</o:Username>
      <o:Password>${password}</o:Password>
    </o:UsernameToken>
  </o:Security>`;
}

/** The namespaces of assertions; WS-Trust asks for a version by the same names. */
export const samlTokenTypes: Record<SamlVersion, string> = {
  '1.1': 'urn:oasis:names:tc:SAML:1.0:assertion',
  '2.0': 'urn:oasis:names:tc:SAML:2.0:assertion',
};

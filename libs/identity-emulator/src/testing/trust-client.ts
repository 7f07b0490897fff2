import { namespaces, soapType, trust, type TrustVersion } from '../adfs/namespaces.ts';
import type { IdentityEmulator } from '../index.ts';
import { entraAudience } from '../adfs/saml/assertion.ts';
import { xml, type Xml } from '../adfs/xml.ts';
import { emulatorClient } from './emulator-client.ts';
import { request } from './request.ts';

export interface TokenQuestion {
  username?: string;
  password?: string;
  tokenType?: string;
  appliesTo?: string;
  action?: string;
  /** Milliseconds since 1970; absent for a message without times. */
  created?: number;
}

/** A client of the AD FS side that shows answers as they come; for the specs. */
export function trustClient(emulator: IdentityEmulator) {
  const { ca } = emulator;
  const origin = new URL(emulator.authority).origin;
  const url = (version: TrustVersion, credential = 'usernamemixed') =>
    `${origin}/adfs/services/trust/${version}/${credential}`;
  const send = (to: string, body: string, headers: Record<string, string> = {}) =>
    request(to, { method: 'POST', headers: { 'content-type': soapType, ...headers }, body, ca });
  const ask = (version: TrustVersion, question: TokenQuestion = {}) =>
    send(url(version), tokenQuestion(version, { ...frida, ...question }));
  return {
    origin,
    url,
    send,
    ask,
    get: (path: string) => request(`${origin}${path}`, { ca }),
    assertion: async (version: TrustVersion, question?: TokenQuestion) =>
      assertionIn((await ask(version, question)).body),
    redeem: (assertion: string, grant: 'saml1_1' | 'saml2' = 'saml1_1', more = {}) =>
      emulatorClient(emulator).post('token', {
        grant_type: `urn:ietf:params:oauth:grant-type:${grant}-bearer`,
        client_id: emulator.clientId,
        assertion: Buffer.from(assertion).toString('base64'),
        scope: 'User.Read openid profile offline_access',
        ...more,
      }),
  };
}

const frida = { username: 'frida@adatum.example', password: 'Password-of-Frida-1' };

export const assertionIn = (message: string): string =>
  /<saml:Assertion .*<\/saml:Assertion>/s.exec(message)?.[0] ?? '';

/** A RequestSecurityToken; without a user name it is one for `windowstransport`. */
export function tokenQuestion(version: TrustVersion, question: TokenQuestion = {}): string {
  const { namespace, bearer } = trust[version];
  const { action = `${namespace}/RST/Issue`, appliesTo = entraAudience, tokenType } = question;
  return xml`<s:Envelope xmlns:s="${namespaces.soap}" xmlns:a="${namespaces.addressing}">
    <s:Header>
      <a:Action s:mustUnderstand="1">${action}</a:Action>
      ${question.username === undefined ? undefined : userNameToken(question)}
    </s:Header>
    <s:Body>
      <t:RequestSecurityToken xmlns:t="${namespace}">
        <p:AppliesTo xmlns:p="${namespaces.policy}">
          <a:EndpointReference>
            <a:Address>${appliesTo}</a:Address>
          </a:EndpointReference>
        </p:AppliesTo>
        <t:KeyType>${bearer}</t:KeyType>
        <t:RequestType>${namespace}/Issue</t:RequestType>
        ${tokenType === undefined ? undefined : xml`<t:TokenType>${tokenType}</t:TokenType>`}
      </t:RequestSecurityToken>
    </s:Body>
  </s:Envelope>`.text;
}

const userNameToken = ({ username, password, created }: TokenQuestion): Xml =>
  xml`<o:Security xmlns:o="${namespaces.security}" xmlns:u="${namespaces.utility}">
    ${created === undefined ? undefined : timestamp(created)}
    <o:UsernameToken>
      <o:Username>${username}</o:Username>
      <o:Password>${password}</o:Password>
    </o:UsernameToken>
  </o:Security>`;

const timestamp = (created: number): Xml =>
  xml`<u:Timestamp>
    <u:Created>${new Date(created).toISOString()}</u:Created>
    <u:Expires>${new Date(created + 600_000).toISOString()}</u:Expires>
  </u:Timestamp>`;

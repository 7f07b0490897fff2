import type { AdfsState } from './adfs.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';
import { xml, type Xml } from './xml.ts';
import { namespaces, soapType, trust, type TrustEndpoint, trustEndpoints } from './namespaces.ts';

/**
 * The endpoints of the AD FS, their bindings and policies (WS-MetadataExchange, WSDL 1.1), as far as
 * clients read them.
 *
 * @see https://www.w3.org/Submission/WS-MetadataExchange/
 */
export function mex(_: AdfsState, { addresses: { origin } }: ProtocolRequest): Reply {
  const body = xml`<wsdl:definitions name="SecurityTokenService"
      targetNamespace="http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice"
      xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
      xmlns:wsp="${namespaces.policy}"
      xmlns:wsu="${namespaces.utility}"
      xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"
      xmlns:wsa10="${namespaces.addressing}"
      xmlns:tns="http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice">
    ${trustEndpoints.map(policy)}
    ${trustEndpoints.map(binding)}
    <wsdl:service name="SecurityTokenService">
      ${trustEndpoints.map((endpoint) => port(endpoint, origin))}
    </wsdl:service>
  </wsdl:definitions>`;
  return { status: 200, type: soapType, body: body.text };
}

const policy = ({ binding: name, version, credential }: TrustEndpoint): Xml =>
  xml`<wsp:Policy wsu:Id="${name}_policy">
    <wsp:ExactlyOne>
      <wsp:All>
        ${credential === 'windowstransport' ? negotiate : undefined}
        <sp:TransportBinding xmlns:sp="${trust[version].policy}">
          <wsp:Policy>
            <sp:TransportToken>
              <wsp:Policy>
                <sp:HttpsToken RequireClientCertificate="false"/>
              </wsp:Policy>
            </sp:TransportToken>
          </wsp:Policy>
        </sp:TransportBinding>
        ${credential === 'usernamemixed' ? userNameToken(version) : undefined}
      </wsp:All>
    </wsp:ExactlyOne>
  </wsp:Policy>`;

const negotiate = xml`<http:NegotiateAuthentication
  xmlns:http="http://schemas.microsoft.com/ws/06/2004/policy/http"/>`;

/** The two editions of WS-SecurityPolicy call what carries the token by two names. */
function userNameToken(version: TrustEndpoint['version']): Xml {
  const token = xml`<wsp:Policy>
    <sp:UsernameToken>
      <wsp:Policy>
        <sp:WssUsernameToken10/>
      </wsp:Policy>
    </sp:UsernameToken>
  </wsp:Policy>`;
  const { policy: sp } = trust[version];
  return version === '13'
    ? xml`<sp:SignedEncryptedSupportingTokens xmlns:sp="${sp}">${token}</sp:SignedEncryptedSupportingTokens>`
    : xml`<sp:SignedSupportingTokens xmlns:sp="${sp}">${token}</sp:SignedSupportingTokens>`;
}

const binding = ({ binding: name, version }: TrustEndpoint): Xml =>
  xml`<wsdl:binding name="${name}" type="tns:${name.replace(/^.*_/, '')}">
    <wsp:PolicyReference URI="#${name}_policy"/>
    <soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Trust${version === '13' ? '13' : 'Feb2005'}IssueAsync">
      <soap12:operation soapAction="${trust[version].namespace}/RST/Issue" style="document"/>
      <wsdl:input>
        <soap12:body use="literal"/>
      </wsdl:input>
      <wsdl:output>
        <soap12:body use="literal"/>
      </wsdl:output>
    </wsdl:operation>
  </wsdl:binding>`;

const port = ({ binding: name, path }: TrustEndpoint, origin: string): Xml =>
  xml`<wsdl:port name="${name}" binding="tns:${name}">
    <soap12:address location="${origin}${path}"/>
    <wsa10:EndpointReference>
      <wsa10:Address>${origin}${path}</wsa10:Address>
    </wsa10:EndpointReference>
  </wsdl:port>`;

import type { AdfsState } from './adfs.ts';
import type { Addresses } from '../server/addresses.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';
import { signXml } from './saml/sign-xml.ts';
import { xml, type Xml } from './xml.ts';
import { issuerOf } from './federated-domain.ts';
import { namespaces, trustEndpoints } from './namespaces.ts';

/**
 * Describes the AD FS: its names, endpoints and the certificate that it signs with.
 *
 * @see https://docs.oasis-open.org/wsfed/federation/v1.2/os/ws-federation-1.2-spec-os.html#_Toc223174939
 */
export async function federationMetadata(
  state: AdfsState,
  { addresses }: ProtocolRequest,
): Promise<Reply> {
  const certificate = await state.adfs.certificate();
  const key = xml`<KeyDescriptor use="signing">
    <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
      <X509Data>
        <X509Certificate>${certificate.certificate}</X509Certificate>
      </X509Data>
    </KeyInfo>
  </KeyDescriptor>`;
  const [domain = 'adfs.example'] = state.directory.tenants.flatMap(
    ({ federatedDomains = [] }) => federatedDomains,
  );
  const document = xml`<EntityDescriptor ID="_metadata" entityID="${issuerOf(domain)}"
      xmlns="urn:oasis:names:tc:SAML:2.0:metadata">
    ${securityTokenService(addresses, key)}
    <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
      ${key}
      <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
        Location="${signInPage(addresses)}"/>
    </IDPSSODescriptor>
  </EntityDescriptor>`;
  const body = signXml(document.text, 'ID', 'first', certificate);
  return { status: 200, type: 'application/samlmetadata+xml; charset=utf-8', body };
}

const securityTokenService = (addresses: Addresses, key: Xml): Xml =>
  xml`<RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"
      xsi:type="fed:SecurityTokenServiceType"
      protocolSupportEnumeration="http://docs.oasis-open.org/ws-sx/ws-trust/200512 http://schemas.xmlsoap.org/ws/2005/02/trust">
    ${key}
    <fed:SecurityTokenServiceEndpoint>
      ${trustEndpoints.map(({ path }) => reference(`${addresses.origin}${path}`))}
    </fed:SecurityTokenServiceEndpoint>
    <fed:PassiveRequestorEndpoint>${reference(signInPage(addresses))}</fed:PassiveRequestorEndpoint>
  </RoleDescriptor>`;

const reference = (address: string): Xml =>
  xml`<EndpointReference xmlns="${namespaces.addressing}">
    <Address>${address}</Address>
  </EndpointReference>`;

const signInPage = ({ pagesOrigin }: Addresses): string => `${pagesOrigin}/adfs/ls/`;

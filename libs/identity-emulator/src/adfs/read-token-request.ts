import type { Element } from '@xmldom/xmldom';
import { entraAudience, type SamlVersion } from './saml/assertion.ts';
import { children, descend, onlyChild, parseXml, textOf, XmlRefused } from './xml.ts';
import { namespaces, trust, type TrustVersion } from './namespaces.ts';
import { SoapFault } from './soap-fault.ts';

/** A RequestSecurityToken, as far as AD FS looks at it. */
interface TokenRequest {
  saml: SamlVersion;
  /** The header of the message, which authenticates the sender. */
  header: Element;
}

const { soap, addressing, policy } = namespaces;

const tokenTypes: Record<string, SamlVersion> = {
  'urn:oasis:names:tc:SAML:1.0:assertion': '1.1',
  'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1': '1.1',
  'urn:oasis:names:tc:SAML:2.0:assertion': '2.0',
  'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0': '2.0',
};

/**
 * Reads a message that asks for a token for Entra.
 *
 * @param body from a client, its length limited
 * @throws SoapFault
 * @see https://docs.oasis-open.org/ws-sx/ws-trust/v1.3/ws-trust.html
 */
export function readTokenRequest(body: string, version: TrustVersion): TokenRequest {
  try {
    return read(parseXml(body), version);
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    throw new SoapFault(
      'InvalidRequest',
      `MSIS3127: The specified request failed: ${error.message}.`,
    );
  }
}

function read(envelope: Element, version: TrustVersion): TokenRequest {
  const { namespace } = trust[version];
  if (envelope.localName !== 'Envelope' || envelope.namespaceURI !== soap)
    throw new XmlRefused('it is not a SOAP 1.2 message');
  const header = onlyChild(envelope, soap, 'Header');
  const action = textOf(onlyChild(header, addressing, 'Action')).trim();
  if (action !== `${namespace}/RST/Issue`)
    throw new SoapFault(
      'ActionNotSupported',
      `The message with Action '${action.slice(0, 200)}' cannot be processed at the receiver, due to a ContractFilter mismatch at the EndpointDispatcher.`,
    );
  const request = descend(envelope, [soap, 'Body'], [namespace, 'RequestSecurityToken']);
  const type = textOf(onlyChild(request, namespace, 'RequestType')).trim();
  if (type !== `${namespace}/Issue`) throw new XmlRefused('its RequestType is not Issue');
  checkScope(request);
  return { header, saml: samlVersion(request, namespace) };
}

function checkScope(request: Element): void {
  const address = descend(
    request,
    [policy, 'AppliesTo'],
    [addressing, 'EndpointReference'],
    [addressing, 'Address'],
  );
  const scope = textOf(address).trim();
  if (scope !== entraAudience)
    throw new SoapFault(
      'InvalidScope',
      `MSIS3020: The relying party trust with identifier '${scope.slice(0, 200)}' could not be located.`,
    );
}

/** SAML 1.1 unless asked, as AD FS has it for Entra. */
function samlVersion(request: Element, namespace: string): SamlVersion {
  const [asked] = children(request, namespace, 'TokenType');
  if (!asked) return '1.1';
  const version = tokenTypes[textOf(asked).trim()];
  if (!version)
    throw new SoapFault(
      'UnsupportedTokenType',
      'MSIS3114: The token type of the request is not supported.',
    );
  return version;
}

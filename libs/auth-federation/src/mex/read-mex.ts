import type { Element } from '@xmldom/xmldom';
import { issueAction, namespaces, trustNames, type TrustVersion } from '../ws-trust/namespaces.ts';
import { below, children, textOf, within } from '../xml/elements.ts';
import { parseXml } from '../xml/parse-xml.ts';
import type { TrustCredential, TrustEndpoint } from './trust-endpoint.ts';

const { wsdl, soap12, policy, utility, addressing, httpPolicy } = namespaces;
const versions = Object.keys(trustNames) as TrustVersion[];

/**
 * The endpoints that a federation server describes: a port has a binding, a binding a policy, and
 * the policy says how a user authenticates.
 *
 * @param text - of the server
 * @throws {XmlRefused}
 * @see https://www.w3.org/Submission/WS-MetadataExchange/; WSDL 1.1; WS-PolicyAttachment
 */
export function readMex(text: string): TrustEndpoint[] {
  const root = parseXml(text);
  const credentials = new Map(within(root, [policy, 'Policy']).flatMap(credentialOf));
  const bindings = new Map(
    within(root, [wsdl, 'binding']).flatMap((binding) => kindOf(binding, credentials)),
  );
  return within(root, [wsdl, 'port']).flatMap((port) => {
    const kind = bindings.get(localName(port.getAttribute('binding')));
    const url = addressOf(port);
    return kind && url ? [{ ...kind, url }] : [];
  });
}

type Kind = Omit<TrustEndpoint, 'url'>;

/** A policy counts if the transport protects the message (TLS) and it asks for something we have. */
function credentialOf(element: Element): [string, TrustCredential][] {
  const id = element.getAttributeNS(utility, 'Id');
  const has = (name: string) =>
    versions.some((one) => within(element, [trustNames[one].policy, name]).length > 0);
  if (!id || !has('TransportBinding')) return [];
  if (within(element, [httpPolicy, 'NegotiateAuthentication']).length > 0)
    return [[`#${id}`, 'windows']];
  return has('WssUsernameToken10') ? [[`#${id}`, 'password']] : [];
}

function kindOf(binding: Element, credentials: Map<string, TrustCredential>): [string, Kind][] {
  const [reference] = children(binding, [policy, 'PolicyReference']);
  const credential = credentials.get(reference?.getAttribute('URI') ?? '');
  const actions = below([binding], [wsdl, 'operation'], [soap12, 'operation']).map((operation) =>
    operation.getAttribute('soapAction'),
  );
  const version = versions.find((one) => actions.includes(issueAction(one)));
  const name = binding.getAttribute('name');
  return name && credential && version ? [[name, { credential, version }]] : [];
}

function addressOf(port: Element): string {
  const [address] = below([port], [addressing, 'EndpointReference'], [addressing, 'Address']);
  const [soapAddress] = children(port, [soap12, 'address']);
  return textOf(address) || (soapAddress?.getAttribute('location') ?? '');
}

const localName = (name: string | null): string => name?.split(':').at(-1) ?? '';

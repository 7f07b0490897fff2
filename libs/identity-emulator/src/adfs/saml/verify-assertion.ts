import type { KeyObject } from 'node:crypto';
import { type Element, XMLSerializer } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { children, descend, onlyChild, parseXml, textOf, XmlRefused } from '../xml.ts';
import {
  algorithms,
  type Assertion,
  claimNames,
  idAttribute,
  samlNamespace,
  type SamlVersion,
  signatureNamespace,
} from './assertion.ts';

interface VerifiedAssertion {
  version: SamlVersion;
  id: string;
  /** Parsed again from the very bytes that the signature covers: nothing else is to be read. */
  element: Element;
}

/**
 * Checks the signature of an assertion with the one key that may have signed it; keys that come along
 * in KeyInfo are not looked at.
 *
 * Against wrapping (XSW) the assertion must be the document, its signature the only one and a direct
 * child, its reference the assertion's own id, and that id unique.
 *
 * @throws XmlRefused
 * @see https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky
 */
export function verifyAssertion(text: string, publicKey: KeyObject): VerifiedAssertion {
  const root = parseXml(text);
  const version = versionOf(root);
  const id = root.getAttribute(idAttribute[version]) ?? '';
  if (!/^[A-Za-z_][\w.-]{0,200}$/.test(id)) throw new XmlRefused('it has no usable id');
  if (hasTwin(root, id)) throw new XmlRefused('its id stands on another element too');
  const signed = signedText(text, onlySignature(root), id, version, publicKey);
  const element = parseXml(signed);
  if (versionOf(element) !== version || element.getAttribute(idAttribute[version]) !== id)
    throw new XmlRefused('the signature covers something else');
  return { version, id, element };
}

function versionOf({ localName, namespaceURI }: Element): SamlVersion {
  const versions = Object.entries(samlNamespace) as [SamlVersion, string][];
  const found = versions.find(([, namespace]) => namespace === namespaceURI);
  if (localName !== 'Assertion' || !found) throw new XmlRefused('it is not a SAML assertion');
  return found[0];
}

function onlySignature(root: Element): Element {
  const [only, another] = root.getElementsByTagNameNS(signatureNamespace, 'Signature');
  if (!only) throw new XmlRefused('it is not signed');
  if (another || only.parentNode !== root)
    throw new XmlRefused('its signature is not the only one, directly in the assertion');
  return only;
}

/** Whatever an attribute with this value is called: a verifier might take it for an id. */
function hasTwin(root: Element, id: string): boolean {
  const carriers = [root, ...root.getElementsByTagName('*')].filter((element) =>
    [...element.attributes].some(({ value, localName }) => value === id && isIdName(localName)),
  );
  return carriers.length !== 1;
}

const isIdName = (name: string | null): boolean =>
  ['id', 'assertionid'].includes(name?.toLowerCase() ?? '');

function signedText(
  text: string,
  signature: Element,
  id: string,
  version: SamlVersion,
  publicKey: KeyObject,
): string {
  const verifier = strictVerifier(publicKey, version);
  let isGood = false;
  try {
    verifier.loadSignature(new XMLSerializer().serializeToString(signature));
    isGood = verifier.checkSignature(text);
  } catch {
    // The library throws for what is malformed, and for some signatures that do not fit.
  }
  if (!isGood)
    throw new XmlRefused('its signature does not fit, or is of another key or algorithm');
  const references = verifier.getReferences();
  const [signed, another] = verifier.getSignedReferences();
  if (signed === undefined || another !== undefined || references[0]?.uri !== `#${id}`)
    throw new XmlRefused('the signature covers something else');
  return signed;
}

/** Only what the emulator signs with: no SHA-1, no canonical form with comments. */
function strictVerifier(publicKey: KeyObject, version: SamlVersion): SignedXml {
  const verifier = new SignedXml({
    publicCert: publicKey,
    getCertFromKeyInfo: () => null,
    ...(version === '1.1' && { idAttribute: idAttribute['1.1'] }),
  });
  verifier.SignatureAlgorithms = only(verifier.SignatureAlgorithms, algorithms.signature);
  verifier.HashAlgorithms = only(verifier.HashAlgorithms, algorithms.digest);
  verifier.CanonicalizationAlgorithms = only(
    verifier.CanonicalizationAlgorithms,
    algorithms.canonical,
    algorithms.enveloped,
  );
  return verifier;
}

const only = <All extends object>(all: All, ...names: string[]): All =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) as All;

/** What a verified assertion says. @throws XmlRefused when it lacks what Entra needs */
export function readAssertion({ version, id, element }: VerifiedAssertion): Assertion {
  const namespace = samlNamespace[version];
  const conditions = onlyChild(element, namespace, 'Conditions');
  const restriction = version === '1.1' ? 'AudienceRestrictionCondition' : 'AudienceRestriction';
  const statement = onlyChild(element, namespace, 'AttributeStatement');
  return {
    version,
    id,
    issuer:
      version === '1.1'
        ? (element.getAttribute('Issuer') ?? '')
        : textOf(onlyChild(element, namespace, 'Issuer')),
    audience: textOf(descend(conditions, [namespace, restriction], [namespace, 'Audience'])),
    notBefore: time(conditions, 'NotBefore'),
    notOnOrAfter: time(conditions, 'NotOnOrAfter'),
    upn: claim(statement, namespace, claimNames.upn),
    immutableId: claim(statement, namespace, claimNames.immutableId),
  };
}

function time(conditions: Element, name: string): number {
  const parsed = Date.parse(conditions.getAttribute(name) ?? '');
  if (Number.isNaN(parsed)) throw new XmlRefused(`its ${name} is not a time`);
  return parsed;
}

/** SAML 1.1 has names and namespaces of attributes, SAML 2.0 has one URI. */
function claim(
  statement: Element,
  namespace: string,
  { namespace: claimNamespace, name }: { namespace: string; name: string },
): string {
  const found = children(statement, namespace, 'Attribute').filter(
    (one) =>
      one.getAttribute('Name') === `${claimNamespace}/${name}` ||
      (one.getAttribute('AttributeName') === name &&
        one.getAttribute('AttributeNamespace') === claimNamespace),
  );
  const [only, another] = found;
  if (!only || another) throw new XmlRefused(`it must have one ${name}`);
  return textOf(onlyChild(only, namespace, 'AttributeValue'));
}

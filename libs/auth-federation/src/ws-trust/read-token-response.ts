import { XMLSerializer } from '@xmldom/xmldom';
import type { SamlVersion } from '@entra-flows/auth-core';
import { below, children, isNamed } from '../xml/elements.ts';
import { parseXml, XmlRefused } from '../xml/parse-xml.ts';
import { namespaces, trustNames, type TrustVersion } from './namespaces.ts';
import { samlTokenTypes } from './write-token-request.ts';

/** A signed SAML assertion, as a whole document: a bearer secret. */
export interface Assertion {
  assertion: string;
  samlVersion: SamlVersion;
}

/**
 * Takes the assertion out of a RequestSecurityTokenResponse. What it is, its own namespace says. The
 * authority checks signature, audience and times: nothing here would be safer for it.
 *
 * @param text - of the server
 * @throws {XmlRefused}
 * @see https://docs.oasis-open.org/ws-sx/ws-trust/v1.3/ws-trust.html section 4.4
 */
export function readTokenResponse(text: string, version: TrustVersion): Assertion {
  const envelope = parseXml(text);
  const { soap } = namespaces;
  if (!isNamed(envelope, [soap, 'Envelope']))
    throw new XmlRefused({ en: 'it is not a SOAP 1.2 message', ko: 'SOAP 1.2 메시지가 아닙니다' });
  const { trust } = trustNames[version];
  const bodies = children(envelope, [soap, 'Body']);
  const collections = below(bodies, [trust, 'RequestSecurityTokenResponseCollection']);
  const tokens = below(
    [...bodies, ...collections],
    [trust, 'RequestSecurityTokenResponse'],
    [trust, 'RequestedSecurityToken'],
  );
  for (const samlVersion of ['1.1', '2.0'] as const) {
    const [element] = below(tokens, [samlTokenTypes[samlVersion], 'Assertion']);
    // Writes the declarations too that the assertion uses from around it. Exclusive canonical XML,
    // which SAML signatures have, does not see the difference.
    if (element) return { samlVersion, assertion: new XMLSerializer().serializeToString(element) };
  }
  throw new XmlRefused({ en: 'it holds no SAML assertion', ko: 'SAML 어설션이 없습니다' });
}

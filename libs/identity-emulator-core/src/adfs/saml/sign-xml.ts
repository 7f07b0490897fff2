import { SignedXml } from 'xml-crypto';
import { algorithms } from './namespaces.ts';
import type { SigningCertificate } from './signing-certificate.ts';

/** Where the schema of the document wants its signature. */
export type SignaturePlace = { afterFirst: string } | 'first' | 'last';

/**
 * Signs a whole document, enveloped, with the certificate in KeyInfo.
 *
 * @param idAttribute names the attribute of the root that holds its id
 * @see https://www.w3.org/TR/xmldsig-core1/
 */
export function signXml(
  text: string,
  idAttribute: string,
  place: SignaturePlace,
  { privateKey, certificate }: SigningCertificate,
): string {
  const signed = new SignedXml({
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    signatureAlgorithm: algorithms.signature,
    canonicalizationAlgorithm: algorithms.canonical,
    ...(!usual.includes(idAttribute) && { idAttribute }),
    getKeyInfoContent: () =>
      `<ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data>`,
  });
  const transforms = [algorithms.enveloped, algorithms.canonical];
  signed.addReference({ xpath: '/*', transforms, digestAlgorithm: algorithms.digest });
  signed.computeSignature(text, { prefix: 'ds', location: location(place) });
  return signed.getSignedXml();
}

/** The library knows these; naming one again makes it find an element twice. */
const usual = ['Id', 'ID', 'id'];

function location(place: SignaturePlace) {
  if (place === 'first') return { reference: '/*', action: 'prepend' } as const;
  if (place === 'last') return { reference: '/*', action: 'append' } as const;
  return { reference: `/*/*[local-name(.)='${place.afterFirst}']`, action: 'after' } as const;
}

import 'reflect-metadata'; // the X.509 library does not load without it
import { KeyObject, webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';
import { SignedXml } from 'xml-crypto';
import { algorithms } from './assertion.ts';

/** Where the schema of the document puts its signature. */
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

/** The token-signing certificate of a federation server. */
export interface SigningCertificate {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** DER in base64, as it stands in XML. */
  certificate: string;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};
const day = 24 * 3600 * 1000;

/** Makes a key and its self-signed certificate, as AD FS does. They live in memory only. */
export async function makeSigningCertificate(now: number): Promise<SigningCertificate> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=AD FS Signing - identity emulator',
    notBefore: new Date(now - day),
    notAfter: new Date(now + 365 * day),
    keys,
    signingAlgorithm: algorithm,
  });
  return {
    privateKey: KeyObject.from(keys.privateKey),
    publicKey: KeyObject.from(keys.publicKey),
    certificate: Buffer.from(certificate.rawData).toString('base64'),
  };
}

import 'reflect-metadata'; // the X.509 library does not load without it
import { KeyObject, webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

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

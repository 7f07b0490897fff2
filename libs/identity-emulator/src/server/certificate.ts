import 'reflect-metadata'; // the X.509 library does not load without it
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate as NewCertificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** PEM texts of a server certificate and of the authority that clients pin for it. */
export interface ServerCertificate {
  ca: string;
  cert: string;
  key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 3600 * 1000;
const lifetime = 365 * day;

/**
 * Makes a certificate authority and one certificate for localhost, and throws the authority's key
 * away: it can never sign another one.
 */
export async function issueCertificate(): Promise<ServerCertificate> {
  const [caKeys, keys] = await Promise.all([newKeys(), newKeys()]);
  const ca = await makeAuthority(caKeys);
  const cert = await X509CertificateGenerator.create({
    ...validity(),
    subject: 'CN=localhost',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    ],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { ca: pem(ca), cert: pem(cert), key: privateKeyPem(key) };
}

function makeAuthority(keys: webcrypto.CryptoKeyPair): Promise<NewCertificate> {
  return X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: 'CN=Identity emulator of this machine',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      new Extension(nameConstraintsOid, true, loopbackNameConstraints()),
    ],
  });
}

/** A day early, for clocks that differ (containers, virtual machines). */
const validity = () => ({
  notBefore: new Date(Date.now() - day),
  notAfter: new Date(Date.now() + lifetime),
});

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

const pem = (certificate: NewCertificate): string => `${certificate.toString('pem')}\n`;

function privateKeyPem(pkcs8: ArrayBuffer): string {
  const lines =
    Buffer.from(pkcs8)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

/** Milliseconds: a certificate with less time left is renewed at the start. */
const reserve = 30 * 24 * 3600 * 1000;

/** @throws Error that says why the certificate cannot be served */
export function checkCertificate(value: unknown, now = Date.now()): ServerCertificate {
  const { ca, cert, key } = (value ?? {}) as Partial<Record<keyof ServerCertificate, unknown>>;
  if (typeof ca !== 'string' || typeof cert !== 'string' || typeof key !== 'string')
    throw new Error('ca, cert or key is missing');
  const authority = new X509Certificate(ca);
  const leaf = new X509Certificate(cert);
  if (!leaf.verify(authority.publicKey)) throw new Error('ca did not sign cert');
  if (!leaf.checkPrivateKey(createPrivateKey(key))) throw new Error('key is not that of cert');
  // Earlier versions constrained addresses too, and some clients refuse that.
  if (!authority.raw.includes(loopbackNameConstraints()))
    throw new Error('the name constraints of ca are those of another version');
  if (Date.parse(leaf.validTo) - now < reserve) throw new Error(`it ends on ${leaf.validTo}`);
  return { ca, cert, key };
}

/**
 * RFC 5280 4.2.1.10, in DER: this authority may vouch for `localhost` and no other name. Addresses are left
 * unconstrained, since BoringSSL (Electron, Bun) refuses a chain whose constraints hold any; the key of
 * the authority is thrown away, so it vouches for no second certificate anyway.
 */
const nameConstraintsOid = '2.5.29.30';

const constructed = { sequence: 0x30, permittedSubtrees: 0xa0 };
const dnsName = 0x82;

function loopbackNameConstraints(): Buffer {
  const subtree = der(constructed.sequence, der(dnsName, Buffer.from('localhost')));
  return der(constructed.sequence, der(constructed.permittedSubtrees, subtree));
}

/** Tag, length, value; all lengths here fit one byte. */
const der = (tag: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag, value.length]), value]);

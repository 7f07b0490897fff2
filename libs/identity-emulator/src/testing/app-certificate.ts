import 'reflect-metadata'; // the X.509 library does not load without it
import { createHash, createPrivateKey, webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';
import { defaultDirectory, type Directory } from '../index.ts';

/** A certificate of an app, with its private key; for the specs. */
export interface AppCertificate {
  /** The default directory, with this certificate at the app. */
  directory: Directory;
  certificate: string;
  key: webcrypto.CryptoKey;
  /** PEM */
  privateKey: string;
  thumbprint(hash: 'sha1' | 'sha256'): Buffer;
}

export async function appCertificate(clientId: string): Promise<AppCertificate> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 };
  const publicExponent = new Uint8Array([1, 0, 1]);
  const keys = await webcrypto.subtle.generateKey({ ...algorithm, publicExponent }, true, [
    'sign',
    'verify',
  ]);
  const made = await X509CertificateGenerator.createSelfSigned({ keys, name: 'CN=daemon' });
  const certificate = made.toString('pem');
  const directory = structuredClone(defaultDirectory);
  for (const app of directory.tenants.flatMap(({ apps }) => apps))
    if (app.clientId === clientId) app.certificates = [certificate];
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    directory,
    certificate,
    key: keys.privateKey,
    privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
      .export({ format: 'pem', type: 'pkcs8' })
      .toString(),
    thumbprint: (hash) => createHash(hash).update(Buffer.from(made.rawData)).digest(),
  };
}

import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { ServerCertificate } from './issue-certificate.ts';
import { loopbackNameConstraints } from './name-constraints.ts';

/** Renewed when less than this is left: nobody should meet the last day. */
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

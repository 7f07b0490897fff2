import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { checkCertificate } from './check-certificate.ts';
import { issueCertificate } from './issue-certificate.ts';

const day = 24 * 3600 * 1000;

describe('the certificate', () => {
  test('is for this machine only, and so is its authority: name constraints, critical', async () => {
    const { ca, cert } = await issueCertificate();
    const leaf = new X509Certificate(cert);
    expect(leaf.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    );
    expect(leaf.ca).toBe(false);
    const raw = new X509Certificate(ca).raw.toString('hex');
    // 2.5.29.30, then BOOLEAN TRUE for critical
    expect(raw).toContain('0603551d1e0101ff');
    expect(raw).toContain(Buffer.from('localhost').toString('hex'));
  });

  test('is taken again while it is good, and not in its last month', async () => {
    const made = await issueCertificate();
    expect(checkCertificate(made)).toEqual(made);
    const late = Date.now() + 340 * day;
    expect(() => checkCertificate(made, late)).toThrow(/it ends on/);
  });

  test('is refused with a strange key or authority, or as no certificate at all', async () => {
    const [made, other] = await Promise.all([issueCertificate(), issueCertificate()]);
    expect(() => checkCertificate({ ...made, key: other.key })).toThrow(/key is not that of cert/);
    expect(() => checkCertificate({ ...made, ca: other.ca })).toThrow(/ca did not sign cert/);
    for (const value of [null, 1, {}, { ...made, cert: 'x' }])
      expect(() => checkCertificate(value)).toThrow();
  });
});

import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { checkCertificate, issueCertificate } from './certificate.ts';

const day = 24 * 3600 * 1000;

describe('the certificate', () => {
  test('is for this machine only, and so is its authority: name constraints, critical', async () => {
    const { ca, cert } = await issueCertificate();
    const leaf = new X509Certificate(cert);
    expect(leaf.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    );
    expect(leaf.ca).toBe(false);
    // The extension 2.5.29.30, critical, and all that is in it: one permitted subtree, a dNSName.
    // An iPAddress (tag 0x87) would make BoringSSL refuse the whole chain: Electron and Bun use it.
    expect(new X509Certificate(ca).raw.toString('hex')).toContain(
      `0603551d1e0101ff0411300fa00d300b8209${Buffer.from('localhost').toString('hex')}`,
    );
  });

  test('is taken again while it is good, and not in its last month', async () => {
    const made = await issueCertificate();
    expect(checkCertificate(made)).toEqual(made);
    const late = Date.now() + 340 * day;
    expect(() => checkCertificate(made, late)).toThrow(/it ends on/);
  });

  test('of an earlier version, whose authority is constrained otherwise, is made anew', async () => {
    const made = await issueCertificate();
    const raw = new X509Certificate(made.ca).raw.toString('latin1');
    const changed = Buffer.from(raw.replace('localhost', 'localhosT'), 'latin1').toString('base64');
    const ca = `-----BEGIN CERTIFICATE-----\n${changed}\n-----END CERTIFICATE-----\n`;
    expect(() => checkCertificate({ ...made, ca })).toThrow(/name constraints/);
  });

  test('is refused with another key or authority, and when it is not a certificate', async () => {
    const [made, other] = await Promise.all([issueCertificate(), issueCertificate()]);
    expect(() => checkCertificate({ ...made, key: other.key })).toThrow(/key is not that of cert/);
    expect(() => checkCertificate({ ...made, ca: other.ca })).toThrow(/ca did not sign cert/);
    for (const value of [null, 1, {}, { ...made, cert: 'x' }])
      expect(() => checkCertificate(value)).toThrow();
  });
});

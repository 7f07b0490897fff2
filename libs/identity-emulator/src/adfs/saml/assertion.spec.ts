import { beforeAll, describe, expect, test } from '@jest/globals';
import { XmlRefused } from '../xml.ts';
import { issueAssertion } from './issue-assertion.ts';
import { entraAudience, type SamlVersion } from './assertion.ts';
import { readAssertion, verifyAssertion } from './verify-assertion.ts';
import { makeSigningCertificate, type SigningCertificate } from './sign-xml.ts';

const facts = {
  id: '_1',
  issuer: 'http://adatum.example/adfs/services/trust/',
  audience: entraAudience,
  upn: `o'hara&"<frida>"\r\n\t@adatum.example`,
  immutableId: 'XUA6e4EvU0Cf2Knlr2NwDg==',
  authenticationMethod: 'urn:oasis:names:tc:SAML:1.0:am:password',
  issuedAt: 5000,
  notBefore: 0,
  notOnOrAfter: 3_600_000,
};
const versions: SamlVersion[] = ['1.1', '2.0'];

let ours: SigningCertificate;
let another: SigningCertificate;
beforeAll(async () => {
  ours = await makeSigningCertificate(Date.now());
  another = await makeSigningCertificate(Date.now());
});

const issue = (version: SamlVersion, certificate = ours) =>
  issueAssertion(version, facts, certificate);
const read = (text: string) => readAssertion(verifyAssertion(text, ours.publicKey));

describe.each(versions)('an assertion of SAML %s', (version) => {
  test('says what was put in, odd characters too', () => {
    const { issuedAt: _, authenticationMethod: __, ...said } = facts;
    expect(read(issue(version))).toEqual({ version, ...said });
  });

  test('may have a declaration in front', () => {
    expect(read(`<?xml version="1.0"?>${issue(version)}`).upn).toBe(facts.upn);
  });

  const signature = /<ds:Signature .*<\/ds:Signature>/s;
  const evil = (text: string) => text.replaceAll('adatum', 'contoso');
  const attacks: [string, (text: string) => string, RegExp?][] = [
    ['another user name', evil],
    ['a longer life', (text) => text.replaceAll('T01:00', 'T09:00')],
    ['no signature', (text) => text.replace(signature, ''), /not signed/],
    ['a signature of another key', () => issue(version, another), /of another key/],
    [
      "another key and this one's certificate",
      () => issue(version, another).replace(another.certificate, ours.certificate),
      /of another key/,
    ],
    ['a comment', (text) => text.replace('@adatum', '<!---->@adatum'), /comment/],
    ['a DTD', (text) => `<!DOCTYPE a>${text}`, /DTD/],
    [
      'SHA-1',
      (text) => text.replaceAll(/[^"]*#(rsa-)?sha256/g, 'http://www.w3.org/2000/09/xmldsig#$1sha1'),
    ],
    [
      'HMAC',
      (text) => text.replace(/[^"]*#rsa-sha256/, 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'),
    ],
    [
      'another transform',
      (text) =>
        text.replace(/[^"]*#enveloped-signature/, 'http://www.w3.org/TR/1999/REC-xpath-19991116'),
    ],
    ['an empty reference', (text) => text.replace('URI="#_1"', 'URI=""')],
    ['two signatures', (text) => text.replace(signature, '$&$&'), /not the only one/],
    [
      'its id twice',
      (text) =>
        text
          .replace('xmlns:saml', 'Id="_1" xmlns:saml')
          .replace(/<saml:Conditions/, '<saml:Conditions ID="_1"'),
      /its id stands/,
    ],
    ['no id', (text) => text.replace(/ (AssertionID|ID)="_1"/, ''), /no usable id/],
    ['an envelope around', (text) => `<a>${text}</a>`, /not a SAML assertion/],
    [
      'another namespace',
      (text) => text.replace(/urn:oasis:names:tc:SAML:.\.0:assertion/, 'urn:a'),
      /not a SAML assertion/,
    ],
    ['half of it', (text) => text.slice(0, text.length / 2), /well-formed/],
  ];
  test.each(attacks)('is refused with %s', (_, attack, why = /./) => {
    const attacked = attack(issue(version));
    expect(attacked).not.toBe(issue(version));
    expect(() => read(attacked)).toThrow(XmlRefused);
    expect(() => read(attacked)).toThrow(why);
  });

  // Somorovsky et al., "On Breaking SAML": the eight places for the original.
  const bare = (text: string) => text.replace(signature, '');
  const signatureOf = (text: string) => signature.exec(text)?.[0] ?? '';
  const forged = (text: string) => evil(text).replaceAll('_1"', '_2"').replace('#_1', '#_2');
  const into = (text: string, inner: string) => text.replace(/<\/saml:Assertion>$/, `${inner}$&`);
  const wrappings: [string, (text: string) => string][] = [
    ['the original inside the forged one', (text) => into(bare(forged(text)), text)],
    [
      'the original in the signature',
      (text) =>
        into(bare(forged(text)), signatureOf(text).replace('</ds:Signature>', `${bare(text)}$&`)),
    ],
    [
      'the original in an object of the signature',
      (text) =>
        into(
          bare(forged(text)),
          signatureOf(text).replace('</ds:Signature>', `<ds:Object>${bare(text)}</ds:Object>$&`),
        ),
    ],
    [
      'the original beside the signature',
      (text) => into(into(bare(forged(text)), bare(text)), signatureOf(text)),
    ],
    ['the original with the same id', (text) => into(bare(evil(text)), text)],
    [
      'the original under another name of the id',
      (text) =>
        into(
          bare(evil(text)).replace(/(AssertionID|ID)="_1"/, '$1="_2"'),
          `<b ID="_1">${text}</b>`,
        ),
    ],
    [
      'the signature in an extension',
      (text) => into(bare(forged(text)), `<a>${signatureOf(text)}${bare(text)}</a>`),
    ],
    ['the forged one inside the original', (text) => into(text, bare(forged(text)))],
  ];
  test.each(wrappings)('is refused when wrapped: %s', (_, wrap) => {
    expect(() => read(wrap(issue(version)))).toThrow(XmlRefused);
  });
});

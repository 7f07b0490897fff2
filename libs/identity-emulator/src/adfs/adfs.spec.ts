import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { emulatorClient } from '../testing/emulator-client.ts';
import { tokenQuestion, trustClient } from '../testing/trust-client.ts';
import { type IdentityEmulator, startIdentityEmulator } from '../index.ts';
import { children, parseXml } from './xml.ts';

let emulator: IdentityEmulator;
let adfs: ReturnType<typeof trustClient>;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  adfs = trustClient(emulator);
});
afterAll(() => emulator.close());

const saml2 = 'urn:oasis:names:tc:SAML:2.0:assertion';
const invalid = (text: RegExp) => ({
  status: 400,
  json: {
    error: 'invalid_grant',
    error_codes: [50008],
    error_description: expect.stringMatching(text),
  },
});

describe('realm discovery', () => {
  const realm = async (username: string, segment = 'common', query = 'api-version=1.0') =>
    emulatorClient(emulator).get(
      `${adfs.origin}/${segment}/userrealm/${encodeURIComponent(username)}?${query}`,
    );

  test('leads users of a federated domain to the AD FS', async () => {
    expect((await realm('FRIDA@Adatum.Example')).json).toEqual({
      ver: '1.0',
      account_type: 'Federated',
      domain_name: 'adatum.example',
      federation_protocol: 'WSTrust',
      federation_metadata_url: `${adfs.origin}/adfs/services/trust/mex`,
      federation_active_auth_url: `${adfs.origin}/adfs/services/trust/2005/usernamemixed`,
      cloud_instance_name: 'microsoftonline.com',
      cloud_audience_urn: 'urn:federation:MicrosoftOnline',
    });
  });

  test.each([
    ['nobody@contoso.example', { account_type: 'Managed', domain_name: 'contoso.example' }],
    ['someone@elsewhere.example', { account_type: 'Unknown' }],
    ['no name at all <&>', { account_type: 'Unknown' }],
  ])('of %s tells about the domain alone', async (username, expected) => {
    expect((await realm(username, 'contoso.example')).json).toMatchObject(expected);
  });

  test('refuses other versions of itself, and unknown tenants', async () => {
    const version = await realm('a@b.example', 'common', 'api-version=2.0');
    expect(version.json).toMatchObject({ error_codes: [90023] });
    expect((await realm('a@b.example', 'no.example')).json).toMatchObject({ error_codes: [90002] });
  });
});

describe('metadata', () => {
  test('MEX lists four endpoints, each bound to its policy', async () => {
    const { status, body } = await adfs.get('/adfs/services/trust/mex');
    expect(status).toBe(200);
    const root = parseXml(body);
    const all = (name: string) => [...root.getElementsByTagName(name)];
    expect(all('wsa10:Address').map(({ textContent }) => textContent)).toEqual([
      adfs.url('2005', 'windowstransport'),
      adfs.url('2005'),
      adfs.url('13', 'windowstransport'),
      adfs.url('13'),
    ]);
    const policies = all('wsp:Policy').map((one) => `#${one.getAttribute('wsu:Id')}`);
    for (const reference of all('wsp:PolicyReference'))
      expect(policies).toContain(reference.getAttribute('URI'));
    const bindings = all('wsdl:binding').map((one) => `tns:${one.getAttribute('name')}`);
    expect(all('wsdl:port').map((one) => one.getAttribute('binding'))).toEqual(bindings);
  });

  test('federation metadata names the certificate that assertions are signed with', async () => {
    const { body } = await adfs.get('/FederationMetadata/2007-06/FederationMetadata.xml');
    const certificate = /<X509Certificate>([^<]+)</.exec(body)?.[1] ?? '';
    expect(await adfs.assertion('13')).toContain(certificate);
    const root = parseXml(body);
    const signature = 'http://www.w3.org/2000/09/xmldsig#';
    expect(children(root, signature, 'Signature')).toHaveLength(1);
  });
});

describe.each(['13', '2005'] as const)('usernamemixed of WS-Trust %s', (version) => {
  test.each([
    ['1.1', 'saml1_1', undefined],
    ['2.0', 'saml2', saml2],
  ] as const)('gives an assertion of SAML %s, which gives tokens', async (_, grant, tokenType) => {
    const answer = await adfs.ask(version, {
      ...(tokenType && { tokenType }),
      created: Date.now(),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/soap+xml; charset=utf-8');
    const assertion = /<saml:Assertion .*<\/saml:Assertion>/s.exec(answer.body)?.[0] ?? '';
    const { status, json } = await adfs.redeem(assertion, grant, { client_info: '1' });
    expect(status).toBe(200);
    expect(decodeJwt(String(json['id_token']))).toMatchObject({
      preferred_username: 'frida@adatum.example',
    });
    expect(decodeJwt(String(json['access_token']))).toMatchObject({ amr: ['fed'] });
    expect(json['refresh_token']).toEqual(expect.any(String));
  });

  test.each([
    ['a wrong password', { password: 'wrong' }, /FailedAuthentication.*ID3242: /],
    [
      'a managed user',
      { username: 'adele@contoso.example', password: 'Password-of-Adele-1' },
      /ID3242/,
    ],
    ['an unknown user', { username: `"<&>'@adatum.example` }, /ID3242/],
    ['a message of yesterday', { created: Date.now() - 86_400_000 }, /InvalidSecurity/],
    ['a message of tomorrow', { created: Date.now() + 86_400_000 }, /InvalidSecurity/],
    [
      'another relying party',
      { appliesTo: 'urn:a"<&>b' },
      /InvalidScope.*urn:a&#34;&#60;&#38;&#62;b&#39; could not/,
    ],
    ['another action', { action: 'urn:cancel' }, /ActionNotSupported/],
    ['another kind of token', { tokenType: 'urn:jwt' }, /UnsupportedTokenType/],
  ])('answers %s with a SOAP fault', async (_, question, expected) => {
    const { status, body, headers } = await adfs.ask(version, question);
    expect(status).toBe(500);
    expect(headers['content-type']).toBe('application/soap+xml; charset=utf-8');
    expect(parseXml(body).getElementsByTagName('s:Fault')).toHaveLength(1);
    expect(body).toMatch(expected);
    expect(body).not.toMatch(/Password-of|\.ts:\d/);
  });

  test.each([
    ['no XML', 'hello'],
    ['a DTD', `<!DOCTYPE a [<!ENTITY a "b">]>${tokenQuestion(version)}`],
    ['no password', tokenQuestion(version)],
    ['another envelope', tokenQuestion(version).replaceAll('soap-envelope', 'soap')],
    ['the other version of itself', tokenQuestion(version === '13' ? '2005' : '13')],
    ['deep nesting', '<a>'.repeat(20_000)],
    ['nothing', ''],
  ])('answers %s with a SOAP fault', async (_, message) => {
    const { status, body } = await adfs.send(adfs.url(version), message);
    expect(status).toBe(500);
    expect(parseXml(body).getElementsByTagName('s:Fault')).toHaveLength(1);
  });
});

describe('the endpoints of WS-Trust', () => {
  test('answer any message with an assertion or a fault', async () => {
    const message = tokenQuestion('13', { username: 'frida@adatum.example', password: 'x' });
    const place = fc.nat(message.length);
    const bit = fc.oneof(fc.constantFrom('<', '>', '</s:Body>', '&#0;', '<!--', '"'), fc.string());
    await fc.assert(
      fc.asyncProperty(place, fc.nat(40), bit, async (at, length, put) => {
        const changed = message.slice(0, at) + put + message.slice(at + length);
        const { status, body } = await adfs.send(adfs.url('13'), changed);
        expect(status).toBe(500);
        expect(parseXml(body).getElementsByTagName('s:Fault')).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });

  test('take no other method and no other type', async () => {
    expect((await adfs.get('/adfs/services/trust/13/usernamemixed')).status).toBe(405);
    const type = { 'content-type': 'text/xml' };
    expect((await adfs.send(adfs.url('13'), 'a', type)).status).toBe(415);
  });

  test('keep no message that is longer than any honest one', async () => {
    const { status, body } = await adfs.send(adfs.url('13'), 'a'.repeat(3_000_000));
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ error_codes: [9002313] });
  });

  test('limit guesses of passwords', async () => {
    for (let guess = 0; guess < 10; guess += 1)
      await adfs.ask('13', { password: `guess ${guess}` });
    expect((await adfs.ask('13')).status).toBe(500);
    await emulator.control.advanceClock(61);
    expect((await adfs.ask('13')).status).toBe(200);
  });

  test('say Negotiate where a ticket is missing, and what is missing where a keytab is', async () => {
    const { status, headers, body } = await adfs.send(adfs.url('13', 'windowstransport'), '');
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Negotiate');
    expect(body).toMatch(/no keytab/);
  });

  test('can be disturbed by a fault', async () => {
    await emulator.control.fault({ at: 'ws-trust', times: 1, answer: { status: 503, body: 'x' } });
    expect((await adfs.ask('13')).status).toBe(503);
    expect((await adfs.ask('13')).status).toBe(200);
  });
});

describe('an assertion', () => {
  test('is good once', async () => {
    const assertion = await adfs.assertion('13');
    expect((await adfs.redeem(assertion)).status).toBe(200);
    expect(await adfs.redeem(assertion)).toMatchObject(invalid(/It was used before/));
  });

  test('is good once for two at the same time', async () => {
    const assertion = await adfs.assertion('13');
    const answers = await Promise.all([adfs.redeem(assertion), adfs.redeem(assertion)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test('is not for the other grant', async () => {
    const assertion = await adfs.assertion('13');
    expect(await adfs.redeem(assertion, 'saml2')).toMatchObject(invalid(/of SAML 1\.1/));
  });

  test('may come in base64url too, as RFC 7522 2.1 says; in nothing else', async () => {
    const assertion = await adfs.assertion('13');
    const more = (text: string) => ({ assertion: text });
    const base64url = Buffer.from(assertion).toString('base64url');
    expect(await adfs.redeem('', 'saml1_1', more(assertion))).toMatchObject(invalid(/base64/));
    expect((await adfs.redeem('', 'saml1_1', more(base64url))).status).toBe(200);
  });

  test('gives no tokens at another tenant', async () => {
    const northwind = emulatorClient(emulator, emulator.authorityFor('northwind.example'));
    const answer = await northwind.post('token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:saml1_1-bearer',
      client_id: emulator.clientId,
      assertion: Buffer.from(await adfs.assertion('13')).toString('base64'),
      scope: 'User.Read',
    });
    expect(answer.json).toMatchObject({ error_codes: [50020] });
  });

  test.each([
    ['changed', (text: string) => text.replaceAll('frida', 'fredi'), /signature does not fit/],
    [
      'unsigned',
      (text: string) => text.replace(/<ds:Signature .*<\/ds:Signature>/s, ''),
      /not signed/,
    ],
    ['with a comment in it', (text: string) => text.replace('@', '<!---->@'), /a DTD or a comment/],
    ['with a DTD', (text: string) => `<!DOCTYPE a>${text}`, /a DTD or a comment/],
    ['wrapped', (text: string) => text.replace('</saml:Assertion>', `${text}$&`), /its id stands/],
    ['nested deeply', () => '<a>'.repeat(8_000), /too many elements/],
  ])('%s is AADSTS50008', async (_, attack, why) => {
    const attacked = attack(await adfs.assertion('13'));
    expect(await adfs.redeem(attacked)).toMatchObject(invalid(why));
  });

  test('of an hour ago is AADSTS50008', async () => {
    const assertion = await adfs.assertion('13');
    await emulator.control.advanceClock(3600 + 301);
    expect(await adfs.redeem(assertion)).toMatchObject(invalid(/expired/));
  });
});

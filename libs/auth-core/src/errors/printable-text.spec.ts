import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printableText } from './printable-text.ts';

/** As fast-check's own 'binary', without its table of a million characters, which takes a second. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

const base64url = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'),
  minLength: 20,
  maxLength: 200,
});

describe('hides', () => {
  test('anything long enough to be a token, a device code or a verifier', () => {
    fc.assert(
      fc.property(
        base64url.filter((secret) => /\d/.test(secret)),
        (secret) => {
          for (const text of [secret, `x ${secret} y`, `"${secret}"`, `(${secret}.${secret})`])
            expect(printableText(text)).not.toContain(secret);
        },
      ),
    );
  });

  test.each([
    ['password=hunter2', 'password=…'],
    ['"client_secret": "short"', '"client_secret": "…"'],
    ['code_verifier = abc', 'code_verifier = …'],
    ['user_code:B7X9', 'user_code:…'],
    ['Bearer abcdef123456', 'Bearer …'],
    ['password: hunter', 'password: …'],
    ['user_code: BCDFGHJKL', 'user_code: …'],
    ['code: 123456', 'code: …'],
    ['code=abcdef', 'code=…'],
    ['https://adele:hunter2@proxy.example/x', 'https://…@proxy.example/x'],
    ['apikey=abcdef01', 'apikey=…'],
    ['Ocp-Apim-Subscription-Key: abcdef01', 'Ocp-Apim-Subscription-Key: …'],
    ['AccountKey=abcdef01;x', 'AccountKey=…;x'],
    ['?sig=ab%2B1&se=1', '?sig=…&se=1'],
    ['https://login.example/eyJ0eXAiOiJKV1QiLCJub25jZSI6', 'https:…'],
  ])('a named secret, however short: %s', (text, shown) => {
    expect(printableText(text)).toBe(shown);
  });
});

test('of a trusted text only what no file name is long enough for', () => {
  const path = '/tmp/entra-flows-cache-Xy12Zaq9/4f2c/cache.json';
  expect(printableText(path, { trusted: true })).toBe(path);
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  expect(printableText(`/tmp/${verifier}`, { trusted: true })).toBe('/tmp/…');
});

test('keeps identifiers, hosts and words', () => {
  const text =
    'app 11111111-2222-3333-4444-555555555555 at login.microsoftonline.com misconfigurations';
  expect(printableText(text)).toBe(text);
});

test.each([
  'InvalidAuthenticationToken: Access token has expired or is not yet valid.',
  'code: TokenIssuedBeforeRevocationTimestamp',
  'Authorization_RequestDenied: Insufficient privileges to complete the operation.',
  '{"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty."}}',
  'error code: AADSTS50126, status code: 401',
  'CompactToken parsing failed with error code: 80049217',
  'error code: 0x80070005',
  'needs https://graph.microsoft.com/User.Read or api://11111111-2222-3333-4444-555555555555/.default',
  'ask https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/oauth2/v2.0/token',
  'the token: Lifetime validation failed',
  'Basic authentication is disabled, Bearer authentication is not',
])('keeps what an API says of itself: %s', (text) => {
  expect(printableText(text)).toBe(text);
});

test('shows one line without control characters and without characters that turn the text round', () => {
  expect(printableText('a\r\nb\u001b]0;x\u0007c\u202Ed\u2066e\u0085f&nbsp;g')).toBe(
    'a b ]0;x c d e f g',
  );
});

test('has an end', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 9, unit: anyCharacter }), (text) => {
      expect(printableText(text.repeat(200)).length).toBeLessThanOrEqual(300);
    }),
  );
});

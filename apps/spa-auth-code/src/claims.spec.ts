import { describe, expect, test } from '@jest/globals';
import { claimsChallenge } from './call-api.ts';

const acrs = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
const challenge = (claims: string, error = 'insufficient_claims') =>
  `Bearer realm="", authorization_uri="https://a.example/", error="${error}", claims="${claims}"`;

describe('a claims challenge', () => {
  test('is read from the header, base64 or base64url', () => {
    expect(claimsChallenge(challenge(btoa(acrs)))).toBe(acrs);
    const umlauts = Buffer.from('{"a":"??>>ü"}');
    expect(claimsChallenge(challenge(umlauts.toString('base64url')))).toBe(umlauts.toString());
  });

  test('is read in the older words of Azure Resource Manager', () => {
    expect(claimsChallenge(challenge(btoa(acrs), 'invalid_token'))).toBe(acrs);
  });

  test.each([
    ['no header', null],
    ['another scheme', `Basic realm="x"`],
    ['another error', challenge(btoa(acrs), 'invalid_request')],
    ['a refusal without claims', 'Bearer error="invalid_token"'],
    ['no base64', challenge('§')],
    ['no JSON', challenge(btoa('{'))],
    ['no object', challenge(btoa('[1]'))],
    ['no UTF-8', challenge(btoa('"\xff"'))],
  ])('is none: %s', (_, header) => expect(claimsChallenge(header)).toBeUndefined());
});

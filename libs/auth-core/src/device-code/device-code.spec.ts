import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deviceCodeResponse, readDeviceCode } from './device-code.ts';
import { type NotYet, paceAfter } from './poll-interval.ts';

const good = {
  device_code: 'secret',
  user_code: 'ABCD-EFGH',
  verification_uri: 'https://login.example/device',
  verification_uri_complete: 'https://login.example/device?code=ABCD-EFGH',
  message: 'sign in',
  expires_in: 900,
  interval: 5,
};
const read = (body: unknown, status = 200, authority = 'https://login.example/t/devicecode') =>
  readDeviceCode({ status, headers: {}, text: JSON.stringify(body) }, { authority });

describe('readDeviceCode', () => {
  test('reads the answer of RFC 8628, 3.2, and gives MSAL the same', () => {
    const code = read(good);
    expect(code).toMatchObject({ deviceCode: 'secret', expiresIn: 900, interval: 5 });
    expect(JSON.parse(deviceCodeResponse(code).text)).toEqual({
      ...good,
      verification_uri_complete: undefined,
    });
  });

  test('takes the link under its older name, and only a web address', () => {
    const { verification_uri: _, ...rest } = good;
    const code = read({
      ...rest,
      verification_url: 'https://old.example',
      verification_uri_complete: 'file:///x',
    });
    expect(code.verificationUri).toBe('https://old.example/');
    expect(code).not.toHaveProperty('verificationUriComplete');
  });

  test.each<[string, unknown, number]>([
    ['an error with 200', { error: 'invalid_client' }, 200],
    ['a code with 400', good, 400],
    ['no device code', { ...good, device_code: '' }, 200],
    ['a user code that is a number', { ...good, user_code: 1 }, 200],
    ['a link that runs', { ...good, verification_uri: 'javascript:alert(1)' }, 200],
    [
      'a link that starts a program',
      { ...good, verification_uri: 'ms-msdt:/id PCWDiagnostic' },
      200,
    ],
    ['a link on http', { ...good, verification_uri: 'http://evil.example/device' }, 200],
    ['a link to this machine', { ...good, verification_uri: 'http://localhost:1/' }, 200],
    [
      'a link with a user',
      { ...good, verification_uri: 'https://login.example@evil.example/' },
      200,
    ],
    ['a link that steers', { ...good, verification_uri: 'https://login.example/\u001b[2J' }, 200],
    ['a link in C1', { ...good, verification_uri: 'https://login.example/\u009b2J' }, 200],
    [
      'a link that turns round',
      { ...good, verification_uri: 'https://login.example/\u202ex' },
      200,
    ],
    ['a link of two lines', { ...good, verification_uri: 'https://login.example/\r\nx' }, 200],
    [
      'a link without end',
      { ...good, verification_uri: `https://login.example/${'x'.repeat(3e6)}` },
      200,
    ],
    ['a code that steers', { ...good, user_code: 'ABC\u001b[2J' }, 200],
    ['a code without end', { ...good, user_code: 'A'.repeat(101) }, 200],
    ['a list', [good], 200],
  ])('refuses %s', (_name, body, status) => {
    expect(() => read(body, status)).toThrow(expect.objectContaining({ name: 'ServerError' }));
  });

  test.each([
    'https://evil.example/device?code=ABCD-EFGH',
    'https://login.example:8443/device',
    'http://login.example/device',
    'javascript:alert(1)',
    'https://login.example/\u001b[2J',
  ])('leaves a complete link out that is not on the host of the one shown: %j', (complete) => {
    const code = read({ ...good, verification_uri_complete: complete });
    expect(code).not.toHaveProperty('verificationUriComplete');
  });

  test('an authority of this machine may have pages on http', () => {
    const links = {
      verification_uri: 'http://localhost:2/devicelogin',
      verification_uri_complete: 'http://localhost:2/devicelogin?otc=1',
    };
    const code = read({ ...good, ...links }, 200, 'https://localhost:1/t/devicecode');
    expect(code.verificationUri).toBe(links.verification_uri);
    expect(code.verificationUriComplete).toBe(links.verification_uri_complete);
  });

  test('writes links as a browser does, and leaves of a message what can be read', () => {
    const code = read({
      ...good,
      verification_uri: 'HTTPS://LOGIN.example/\u043f',
      message: 'Go\r\nto \u001b[31mthe\u202e page\u0085',
    });
    expect(code.verificationUri).toBe('https://login.example/%D0%BF');
    expect(code.message).toBe('Go\nto [31mthe page');
  });

  const anything = fc.oneof(
    fc.jsonValue(),
    fc.double(),
    fc.constantFrom(1e300, -1, 1e-300, '1e300', '0x10', null, [5], true),
  );
  const outcome = fc.record({
    kind: fc.constantFrom<NotYet['kind']>('pending', 'slow-down', 'fault'),
    retryAfter: fc.oneof(fc.constant(0), fc.double({ min: 0, noNaN: true })),
  });

  test('whatever the authority sends, the waits are neither too short nor too long for a timer', () => {
    fc.assert(
      fc.property(
        anything,
        anything,
        fc.array(outcome, { maxLength: 50 }),
        (interval, life, polls) => {
          const code = read({ ...good, interval, expires_in: life });
          expect(code.expiresIn).toBeGreaterThan(0);
          expect(code.expiresIn * 1000).toBeLessThan(2 ** 31);
          let pace = { interval: code.interval, faults: 0 };
          for (const poll of polls) {
            const { wait, ...next } = paceAfter(pace, poll, () => 0);
            expect(next.interval).toBeGreaterThanOrEqual(pace.interval);
            expect(wait).toBeGreaterThanOrEqual(0.02);
            expect(wait * 1000).toBeLessThan(2 ** 31);
            pace = next;
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

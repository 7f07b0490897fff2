import { expect, test } from '@jest/globals';
import type { Exchange } from '@entra-flows/identity-emulator-core';
import { describeExchange } from './describe-exchange.ts';

const poll: Exchange = {
  at: '2026-01-02T03:04:05.678Z',
  endpoint: 'token',
  method: 'POST',
  path: '/contoso.example/oauth2/v2.0/token',
  status: 400,
  grantType: 'urn:ietf:params:oauth:grant-type:device_code',
  error: 'authorization_pending',
  correlationId: 'c0ffee',
};

test('an exchange is one line', () => {
  expect(describeExchange(poll).split(/ +/)).toEqual(
    '03:04:05 token (device_code) 400 authorization_pending contoso.example c0ffee'.split(' '),
  );
});

test('no answer at all is said', () => {
  expect(describeExchange({ ...poll, status: 0 })).toContain('no answer');
});

test('what a client sent cannot steer the terminal', () => {
  const line = describeExchange({ ...poll, grantType: '\u001b[2J\n\u202ex', path: '/\u009b31m/x' });
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

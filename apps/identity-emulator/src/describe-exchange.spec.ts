import { expect, test } from '@jest/globals';
import type { Exchange } from '@entra-flows/identity-emulator';
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

test('a line fits in 100 columns, with enough of the tenant and the request to find it', () => {
  const line = describeExchange({
    ...poll,
    path: '/5a3c1b9e-7d24-4f68-a1b0-3c9e8d7f6a52/oauth2/v2.0/token',
    correlationId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  });
  expect(line).toMatch(/authorization_pending +5a3c1b9e… 0f8fad5b…$/);
  const long = describeExchange({ ...poll, endpoint: 'other', path: `/${'x'.repeat(199)}` });
  for (const text of [line, long]) expect(text.length).toBeLessThanOrEqual(100);
});

test.each([80, 62, 40])(
  'at %i columns no line is wider, and no value is cut in its middle',
  (columns) => {
    const path = '/5a3c1b9e-7d24-4f68-a1b0-3c9e8d7f6a52/oauth2/v2.0/token';
    const correlationId = '0f8fad5b-d9cb-469f-a165-70867728950e';
    for (const grantType of [poll.grantType ?? '', 'authorization_code', 'refresh_token']) {
      const line = describeExchange({ ...poll, path, correlationId, grantType }, columns);
      expect(line.length).toBeLessThanOrEqual(columns);
      if (columns > 40) expect(line).toMatch(/ (authorization_pending|5a3c1b9e…|0f8fad5b…)$/);
    }
  },
);

test('no answer at all is said', () => {
  expect(describeExchange({ ...poll, status: 0 })).toContain('no answer');
});

test('what a client sent cannot steer the terminal', () => {
  const line = describeExchange({ ...poll, grantType: '\u001b[2J\n\u202ex', path: '/\u009b31m/x' });
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

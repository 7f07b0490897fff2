import { describe, expect, test } from '@jest/globals';
import { InteractionRequiredAuthError } from '@azure/msal-node';
import { classifyAuthError } from './classify-auth-error.ts';

const guid = '11111111-2222-3333-4444-555555555555';
const trace = '99999999-2222-3333-4444-555555555555';

describe('what comes with it', () => {
  const description = `AADSTS53003: Blocked. Trace ID: ${trace} Correlation ID: ${guid} Timestamp: 2026-11-21 22:55:00Z`;

  test.each([
    ['the description', { error_description: description }],
    ['a description with &nbsp;', new Error(description.replaceAll(' ', '&nbsp;'))],
    ['a bare text', description],
    ['fields', { trace_id: trace, correlation_id: guid, timestamp: '2026-11-21 22:55:00Z' }],
    ['MSAL fields', { traceId: trace, correlationId: guid, timestamp: '2026-11-21 22:55:00Z' }],
    ['the cause', { errorCode: 'network_error', cause: { error_description: description } }],
  ])('IDs and time are taken from %s', (_where, error) => {
    expect(classifyAuthError(error)).toMatchObject({
      correlationId: guid,
      traceId: trace,
      timestamp: expect.stringMatching(/^2026-11-21.22:55:00Z$/),
    });
  });

  test('a correlation ID that is not a GUID is not passed on', () => {
    // MSAL 7.2.1 puts the address of the metadata there.
    const error = { errorCode: 'openid_config_error', correlationId: 'https://x.example/y' };
    expect(classifyAuthError(error)).not.toHaveProperty('correlationId');
  });

  test('the claims challenge comes as it is, or not at all when it is too long to be one', () => {
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    expect(classifyAuthError({ error: 'interaction_required', claims }).claims).toBe(claims);
    expect(classifyAuthError({ claims: 'x'.repeat(20_000) })).not.toHaveProperty('claims');
  });

  test.each([
    [{ retryAfter: 7 }, 7],
    [{ retryAfter: '8' }, 8],
    [{ responseHeaders: { 'retry-after': '9' } }, 9],
    [{ headers: { 'Retry-After': '0' } }, 0],
    [{ retryAfter: 'Thu, 01 Jan 2015 12:00:00 GMT' }, 0],
    [
      {
        headers: {
          'retry-after': 'Thu, 01 Jan 2099 12:00:30 GMT',
          date: 'Thu, 01 Jan 2099 12:00:00 GMT',
        },
      },
      30,
    ],
  ])('Retry-After is read from %o', (error, seconds) => {
    expect(classifyAuthError(error).retryAfter).toBe(seconds);
  });

  test.each([-1, NaN, Infinity, '1e3', 'soon', {}, '9'.repeat(50)])(
    'a Retry-After of %o is ignored',
    (retryAfter) => {
      expect(classifyAuthError({ retryAfter })).not.toHaveProperty('retryAfter');
    },
  );

  test("MSAL.NET's classification follows the suberror", () => {
    const error = new InteractionRequiredAuthError('invalid_grant', guid, '', 'message_only');
    expect(classifyAuthError(error).classification).toBe('MessageOnly');
    expect(classifyAuthError({ suberror: 'bad_token' }).classification).toBe('None');
    expect(classifyAuthError({ suberror: 'mfa_required' })).not.toHaveProperty('classification');
  });

  test('the error itself is the cause', () => {
    const error = new Error('x');
    expect(classifyAuthError(error).cause).toBe(error);
  });
});

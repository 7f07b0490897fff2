import { InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { explainAuthError } from '../errors/explain-auth-error.ts';
import type { HttpResponse } from '../http/http.ts';
import { serverError } from './server-error.ts';

const answer = (body: unknown, status = 400): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('serverError', () => {
  test('keeps all that the authority said', () => {
    const error = serverError(
      answer({
        error: 'invalid_grant',
        error_description: 'AADSTS50196: loop',
        error_codes: [50196],
        suberror: 'bad_token',
        correlation_id: 'c-1',
      }),
    );
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({
      errorCode: 'invalid_grant',
      errorMessage: 'AADSTS50196: loop',
      errorNo: '50196',
      subError: 'bad_token',
      correlationId: 'c-1',
      status: 400,
    });
  });

  test('keeps for how long the authority wants to be left alone, also where a page says it', () => {
    const headers = { 'content-type': 'text/plain', 'retry-after': '17' };
    for (const text of ['Too many requests.', '{"error":"temporarily_unavailable"}']) {
      const error = serverError({ status: 429, headers, text });
      expect(classifyAuthError(error)).toMatchObject({ retryable: true, retryAfter: 17 });
    }
    expect(serverError(answer('', 502))).not.toHaveProperty('retryAfter');
  });

  test('RFC 6585 6: a network that wants a login is the network, whatever its page says', () => {
    for (const text of ['<h1>Welcome aboard</h1>', '{"error":"server_error"}'])
      expect(classifyAuthError(serverError(answer(text, 511)))).toMatchObject({
        code: 'http_511',
        category: 'network',
        retryable: true,
      });
    expect(explainAuthError(serverError(answer('', 511)), { language: 'en' })).toContain(
      'Next: Log in to the network',
    );
  });

  test('half an answer may come whole the next time', () => {
    const error = serverError(answer('{"token_type":"Bearer","acc', 200));
    expect(classifyAuthError(error)).toMatchObject({
      category: 'service.transient',
      retryable: true,
    });
    expect(String(error)).not.toContain('Bearer');
  });

  test.each<[string, Record<string, string>]>([
    ['a word of OIDC', { error: 'interaction_required' }],
    ['claims', { error: 'invalid_grant', claims: '{"access_token":{}}' }],
  ])('%s ask for the user', (_name, body) => {
    const error = serverError(answer({ ...body, trace_id: 't-1', timestamp: 'now' }));
    expect(error).toBeInstanceOf(InteractionRequiredAuthError);
    expect(error).toMatchObject({ traceId: 't-1', timestamp: 'now', claims: body['claims'] ?? '' });
  });

  test.each([
    ["a gateway's page", answer('<h1>s3cr3t</h1>', 502), 'temporarily_unavailable'],
    ['throttling in plain text', answer('s3cr3t', 429), 'temporarily_unavailable'],
    ['a page with 200', answer('<h1>s3cr3t</h1>', 200), 'invalid_response'],
    ['JSON that names no error', answer({ access_token: 's3cr3t' }), 'invalid_response'],
    ['an answer without a type', { status: 404, headers: {}, text: 's3cr3t' }, 'invalid_response'],
  ])('%s keeps its status, and its text stays out', (_name, response, errorCode) => {
    const error = serverError(response);
    expect(error).toMatchObject({ errorCode, status: response.status });
    expect(JSON.stringify(error) + error.message).not.toContain('s3cr3t');
  });

  test('takes any answer', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(599), (text, status) => {
        const error = serverError({ status, headers: {}, text });
        expect(typeof error.errorCode).toBe('string');
        expect(classifyAuthError(error).cause).toBe(error);
      }),
      { numRuns: 300 },
    );
    const field = fc.constantFrom('error', 'error_codes', 'claims', 'suberror', 'timestamp');
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), (body) => {
        expect(typeof serverError(answer(body)).errorCode).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});

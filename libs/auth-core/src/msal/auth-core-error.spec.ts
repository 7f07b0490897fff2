import { expect, test } from '@jest/globals';
import { AuthError } from '@azure/msal-node';
import { AuthCoreError, type AuthCoreErrorCode } from './auth-core-error.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { ownRows } from '../errors/error-supplement.ts';

test('is an AuthError and keeps its own class, code, message and cause', () => {
  const cause = new Error('EACCES');
  const error = new AuthCoreError('cache_unusable', 'The cache is a folder.', { cause });
  expect(error).toBeInstanceOf(AuthCoreError);
  expect(error).toBeInstanceOf(AuthError);
  expect(error).toMatchObject({
    name: 'AuthCoreError',
    errorCode: 'cache_unusable',
    errorMessage: 'The cache is a folder.',
    message: 'The cache is a folder.',
  });
  expect(error.cause).toBe(cause);
  expect(new AuthCoreError('no_result', 'x')).not.toHaveProperty('cause');
});

test('every code of its union is classified', () => {
  const categories: Record<AuthCoreErrorCode, string> = {
    account_mismatch: 'user.interaction-required',
    account_ambiguous: 'cache',
    account_not_found: 'cache',
    device_code_mismatch: 'user.interaction-required',
    browser_not_opened: 'config.flow-not-supported',
    broker_unavailable: 'config.flow-not-supported',
    broker_timeout: 'config.flow-not-supported',
    no_flow: 'config.flow-not-supported',
    no_result: 'config.client-library',
    cache_unusable: 'cache',
    cache_locked: 'cache',
    cache_damaged: 'cache',
    keyring_unavailable: 'cache',
    authority_not_https: 'config.tenant',
    authority_malformed: 'config.tenant',
    authority_mismatch: 'config.tenant',
    origin_not_allowed: 'config.client-library',
  };
  for (const [code, category] of Object.entries(categories))
    expect(classifyAuthError(new AuthCoreError(code as AuthCoreErrorCode, 'x'))).toMatchObject({
      code,
      category,
      known: true,
    });
  const listed = Object.values(ownRows).flatMap((codes) => codes.split(' '));
  expect(listed.sort()).toEqual(Object.keys(categories).sort());
});

test('two accounts, an unusable cache or a missing keyring are nothing that a sign-in page mends', () => {
  for (const code of [
    'account_ambiguous',
    'cache_unusable',
    'cache_locked',
    'keyring_unavailable',
  ] as const)
    expect(classifyAuthError(new AuthCoreError(code, 'x')).interactive).toBe(false);
  expect(classifyAuthError(new AuthCoreError('cache_locked', 'x')).retryable).toBe(true);
  expect(classifyAuthError(new AuthCoreError('cache_damaged', 'x')).interactive).toBe(true);
});

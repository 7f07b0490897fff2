import { describe, expect, test } from '@jest/globals';
import {
  AuthErrorCodes,
  BrowserAuthErrorCodes,
  BrowserConfigurationAuthErrorCodes,
  BrowserAuthError,
  ClientAuthErrorCodes,
  ClientConfigurationErrorCodes,
  InteractionRequiredAuthErrorCodes,
} from '@azure/msal-browser';
import { browserErrors } from './browser-errors.ts';
import { explainError } from './explain-error.ts';

/** What is said of a code that nothing here knows. */
const UNKNOWN =
  explainError(new BrowserAuthError('code_of_a_later_version', '')).split('\n')[0] ?? '';

describe.each([
  ['BrowserAuthErrorCodes', BrowserAuthErrorCodes],
  ['BrowserConfigurationAuthErrorCodes', BrowserConfigurationAuthErrorCodes],
  ['ClientAuthErrorCodes', ClientAuthErrorCodes],
  ['ClientConfigurationErrorCodes', ClientConfigurationErrorCodes],
  ['InteractionRequiredAuthErrorCodes', InteractionRequiredAuthErrorCodes],
  ['AuthErrorCodes', AuthErrorCodes],
])("each code of MSAL Browser's %s", (_, list) => {
  test.each(Object.values(list))('%s has a text, with what to do next', (code) => {
    const text = explainError(new BrowserAuthError(code, ''));
    expect(text).toMatch(/^(?!undefined).+\nWhy: .+\nNext: .+\n(?:.+\n)*Code:? /);
    if (code !== AuthErrorCodes.unexpectedError) expect(text).not.toContain(UNKNOWN);
    expect(text).toContain(code);
  });
});

test.each(['SecurityError', 'QuotaExceededError'])('a browser that keeps nothing: %s', (name) => {
  expect(explainError(new DOMException('denied', name))).toContain('storage');
});

test("a mistake in the page's program is told as one, and not as a network that is down", () => {
  const text = explainError(new TypeError('scopes is undefined'), 'en');
  expect(text).toMatch(/mistake in its code or settings[^]*scopes is undefined[^]*Code TypeError$/);
});

test('in Korean each text has the same three parts', () => {
  const text = explainError(new BrowserAuthError('timed_out', ''), 'ko');
  expect(text).toMatch(/^[가-힣].+\n이유: .+\n할 일: .+\n코드 timed_out$/);
  for (const one of Object.values(browserErrors.ko))
    expect(one).toMatch(/^.+\n이유: .+\n할 일: .+$/);
});

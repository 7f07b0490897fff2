import { describe, expect, test } from '@jest/globals';
import { classifyAuthError } from './classify-auth-error.ts';
import { explainAuthError } from './explain-auth-error.ts';

describe('the flow to try instead', () => {
  test('policy on device code: the browser, and the broker when the browser has failed', () => {
    expect(classifyAuthError('AADSTS53003').tryInstead).toBe('interactive');
    expect(classifyAuthError('AADSTS53003', { flow: 'interactive' }).tryInstead).toBe('broker');
  });

  test('a flow that just failed is never proposed', () => {
    expect(classifyAuthError('AADSTS53002', { flow: 'broker' })).not.toHaveProperty('tryInstead');
  });

  test('a flow that cannot work where the program runs is not proposed either', () => {
    const context = { flow: 'device-code', possible: ['broker'] } as const;
    expect(classifyAuthError('AADSTS53003', context).tryInstead).toBe('broker');
    const nowhere = { ...context, possible: [] };
    expect(classifyAuthError('AADSTS53003', nowhere)).not.toHaveProperty('tryInstead');
    const password = { flow: 'username-password', possible: [] } as const;
    expect(classifyAuthError('AADSTS50076', password)).not.toHaveProperty('tryInstead');
    expect(explainAuthError('AADSTS53003', { ...nowhere, language: 'en' })).not.toContain(
      'Another way',
    );
  });

  test('after a broker another flow helps where the broker failed, not where the authority refused', () => {
    const tryInstead = (code: string) =>
      classifyAuthError({ errorCode: code, message: code }, { flow: 'broker' }).tryInstead;
    expect(tryInstead('AADSTS53003')).toBeUndefined();
    expect(tryInstead('platform_broker_error')).toBe('interactive');
    expect(tryInstead('broker_timeout')).toBe('interactive');
    expect(tryInstead('browser_not_opened')).toBe('device-code');
  });

  test('a second factor cannot be given by password: the browser', () => {
    expect(classifyAuthError('AADSTS50076', { flow: 'username-password' }).tryInstead).toBe(
      'interactive',
    );
    expect(classifyAuthError('AADSTS50076')).not.toHaveProperty('tryInstead');
    expect(classifyAuthError('AADSTS50057', { flow: 'username-password' })).not.toHaveProperty(
      'tryInstead',
    );
  });
});

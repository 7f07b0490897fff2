import { describe, expect, test } from '@jest/globals';
import { classifyAuthError } from './classify-auth-error.ts';
import { describeAuthError, explainAuthError } from './explain-auth-error.ts';
import { markSilent } from './try-instead.ts';

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

  test('after a silent call no flow was tried: the same flow can sign in anew, on a page; a broker keeps its own', () => {
    const refused = (code: string) => {
      const error = new Error(`${code}: Blocked.`);
      markSilent(error);
      return new Error('wrapped', { cause: error });
    };
    for (const code of ['AADSTS53003', 'AADSTS530032', 'AADSTS530033', 'AADSTS530035'])
      for (const flow of ['interactive', 'device-code', 'username-password', 'silent'] as const)
        expect(describeAuthError(refused(code), { flow, language: 'en' })).toMatchObject({
          ...{ signOutFirst: true, diagnosis: { tryInstead: 'interactive' } },
          another: expect.stringMatching(/^sign out, then sign in again with the browser/),
        });
    // These make the next run ask by itself.
    for (const code of ['AADSTS530036', 'AADSTS53000', 'AADSTS53001', 'AADSTS530003']) {
      const description = describeAuthError(refused(code), { flow: 'device-code' });
      expect([description.diagnosis.tryInstead, description.signOutFirst]).toEqual([
        'interactive',
        undefined,
      ]);
    }
    for (const context of [{ flow: 'broker' }, { flow: 'device-code', possible: [] }] as const)
      expect(describeAuthError(refused('AADSTS53003'), context)).not.toHaveProperty('another');
  });

  test('a device code says nothing of the device that it is for: the browser does', () => {
    for (const code of ['50005', '50097', '50129', '50187', '53000', '530003', '53001'])
      expect([
        ...(['device-code', 'interactive', 'broker'] as const).map(
          (flow) => classifyAuthError(`AADSTS${code}`, { flow }).tryInstead,
        ),
      ]).toEqual(['interactive', 'broker', undefined]);
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

import { readFileSync } from 'node:fs';
import { ClientAuthError } from '@azure/msal-node';
import { describe, expect, test } from '@jest/globals';
import { classifyAuthError } from './classify-auth-error.ts';

interface Fact {
  code: string;
  category: string;
  retryable: boolean;
  userAction: string;
  interactive: boolean;
  msalNet?: string | null;
}

const data = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../data/${name}.json`, import.meta.url), 'utf8')) as Fact[];

const behaviour = ({ category, retryable, userAction, interactive }: Fact) => ({
  category,
  retryable,
  userAction,
  interactive,
  known: true,
});

describe('every code of the data is classified as the data says', () => {
  test('AADSTS numbers', () => {
    const facts = data('aadsts-codes');
    expect(facts.length).toBeGreaterThan(380);
    for (const fact of facts) {
      const body = { error: 'invalid_request', error_description: `${fact.code}: x` };
      expect(classifyAuthError(body)).toMatchObject({ code: fact.code, ...behaviour(fact) });
    }
  });

  test('numbers of Azure AD B2C and of AD FS', () => {
    for (const fact of [...data('b2c-codes'), ...data('adfs-codes')]) {
      const body = { error: 'invalid_request', error_description: `${fact.code}: x` };
      expect(classifyAuthError(body)).toMatchObject({ code: fact.code, ...behaviour(fact) });
    }
  });

  test('suberrors, with the classification of MSAL.NET', () => {
    for (const fact of data('suberrors')) {
      const diagnosis = classifyAuthError({ error: 'invalid_grant', suberror: fact.code });
      expect(diagnosis).toMatchObject({ code: fact.code, ...behaviour(fact) });
      expect(diagnosis.classification).toBe(fact.msalNet ?? undefined);
    }
  });

  test('OAuth words', () => {
    for (const fact of data('oauth-errors')) {
      const diagnosis = classifyAuthError({ error: fact.code });
      expect(diagnosis).toMatchObject({ code: fact.code, ...behaviour(fact) });
      if (fact.msalNet) expect(diagnosis.classification).toBe(fact.msalNet);
    }
  });

  test('MSAL client codes; those in angle brackets stand for rules, not for codes', () => {
    for (const fact of data('msal-client-codes').filter(({ code }) => !code.startsWith('<'))) {
      const diagnosis = classifyAuthError({ errorCode: fact.code });
      expect(diagnosis).toMatchObject({ code: fact.code, ...behaviour(fact) });
      if (fact.msalNet) expect(diagnosis.classification).toBe(fact.msalNet);
    }
  });

  test("each value of MSAL.NET's UiRequiredExceptionClassification is told for some code", () => {
    const named = ['suberrors', 'oauth-errors', 'msal-client-codes'].flatMap(data);
    expect(new Set(named.flatMap(({ msalNet }) => msalNet ?? []))).toEqual(
      new Set([
        'None',
        'MessageOnly',
        'BasicAction',
        'AdditionalAction',
        'ConsentRequired',
        'UserPasswordExpired',
        'PromptNeverFailed',
        'AcquireTokenSilentFailed',
      ]),
    );
    const error = new ClientAuthError('no_tokens_found', '', 'no refresh token');
    expect(classifyAuthError(error).classification).toBe('AcquireTokenSilentFailed');
  });
});

import { readFileSync } from 'node:fs';
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

  test('suberrors, with the classification of MSAL.NET', () => {
    for (const fact of data('suberrors')) {
      const diagnosis = classifyAuthError({ error: 'invalid_grant', suberror: fact.code });
      expect(diagnosis).toMatchObject({ code: fact.code, ...behaviour(fact) });
      expect(diagnosis.classification).toBe(fact.msalNet ?? undefined);
    }
  });

  test('OAuth words', () => {
    for (const fact of data('oauth-errors'))
      expect(classifyAuthError({ error: fact.code })).toMatchObject({
        code: fact.code,
        ...behaviour(fact),
      });
  });

  test('MSAL client codes; those in angle brackets stand for rules, not for codes', () => {
    for (const fact of data('msal-client-codes').filter(({ code }) => !code.startsWith('<')))
      expect(classifyAuthError({ errorCode: fact.code })).toMatchObject({
        code: fact.code,
        ...behaviour(fact),
      });
  });
});

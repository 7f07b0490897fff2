import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { classifyAuthError } from './classify-auth-error.ts';

interface Observed {
  shape: string;
  flow: string;
  /** An answer, MSAL's error, or the text that a program printed. */
  body: Record<string, string> | string;
  label: { code: string; category: string };
}

/** Answers that users of several libraries have published, with what each means. */
const observed = JSON.parse(
  readFileSync(new URL('testing/observed-bodies.json', import.meta.url), 'utf8'),
) as Observed[];

const camelCase = (key: string) =>
  key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The ways in which one answer ends up in an error: printed, wrapped, cut off, copied from a page. */
function formsOf(body: Observed['body']): Record<string, unknown> {
  if (typeof body === 'string')
    return {
      'a text': body,
      'an error': new Error(body),
      'a quoted text': `failed: ${JSON.stringify(body)}`,
      'a text of a page': body.replaceAll(' ', '&nbsp;'),
    };
  const json = JSON.stringify(body);
  return {
    'an answer': body,
    JSON: json,
    'JSON in JSON': JSON.stringify({ message: json }),
    'JSON in JSON in JSON': JSON.stringify({ message: JSON.stringify({ message: json }) }),
    'JSON that is cut off': json.slice(0, -30),
    'JSON in JSON that is cut off': JSON.stringify({ message: json }).slice(0, -30),
    'the bytes of Python': `400: b'${json}' from https://login.example/token`,
    'a hash of Ruby': json.replaceAll('":', '"=>'),
    'an array of PHP': `Array\n(\n${Object.entries(body)
      .map(([key, value]) => `    [${key}] => ${value}`)
      .join('\n')}\n)`,
    'a dict of Python': json.replaceAll("'", "\\'").replaceAll('"', "'"),
    'a query': `http://localhost/?state=1&${new URLSearchParams(body).toString()}`,
    'a fragment of a page': `http://localhost/#${new URLSearchParams(body).toString().replaceAll('&', '&amp;')}`,
    'the data of a response': { message: 'status 400', response: { status: 400, data: body } },
    'the text of a response': { message: 'status 400', response: { status: 400, data: json } },
    'the error of Azure Identity': {
      name: 'AuthenticationError',
      errorResponse: Object.fromEntries(
        Object.entries(body).map(([key, value]) => [camelCase(key), value]),
      ),
    },
    'the error of Passport': { message: 'no token', oauthError: { statusCode: 400, data: json } },
    'the body that MSAL.NET keeps': { type: 'MsalServiceException', response_body: json },
    'a text with other spaces': json.replaceAll(' ', '\u00a0').replaceAll('.', '.\ufffd'),
  };
}

describe.each(observed)('$label.code ($shape, $flow)', ({ body, label }) => {
  test.each(Object.entries(formsOf(body)))('as %s', (_form, error) => {
    const { code, category, known } = classifyAuthError(error);
    expect({ code, category, known }).toEqual({ ...label, known: true });
  });
});

import { expect, test } from '@jest/globals';
import { apiAnswerError } from './call-api.ts';

test.each<[string, ResponseInit, string, string]>([
  [
    'the pause that the API asks for',
    { status: 503, headers: { 'retry-after': '30' } },
    '',
    'Wait at least 30 seconds',
  ],
  ['a token that is too large', { status: 431 }, '', 'too large for this API'],
  [
    'the same in older words',
    { status: 400 },
    'Request Header Or Cookie Too Large',
    'too large for this API',
  ],
  ['nothing that it does not know', { status: 400 }, 'headers', 'Try again later.'],
])('an answer of the API says %s', (_name, init, text, said) => {
  const { message } = apiAnswerError({
    status: 0,
    ...init,
    headers: new Headers(init.headers),
    text,
  });
  expect(message).toMatch(/^The web API did not do it: it answered HTTP \d+\./);
  expect(message).toContain(said);
});

import { expect, test } from '@jest/globals';
import { messageLanguage } from './message-language.ts';

test.each([
  [{ LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US' }, 'ko'],
  [{ LC_ALL: '', LC_MESSAGES: 'ko', LANG: 'en_US' }, 'ko'],
  [{ LANG: 'ko-KR' }, 'ko'],
  [{ LC_ALL: 'C', LANG: 'ko_KR' }, 'en'],
  [{ LANG: 'kok_IN' }, 'en'],
  [{}, 'en'],
])('%o asks for %s', (environment, language) => {
  expect(messageLanguage(environment)).toBe(language);
});

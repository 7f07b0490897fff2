import { describe, expect, test } from '@jest/globals';
import { classifyAuthError } from '../classify-auth-error.ts';
import { findRemedy } from '../find-remedy.ts';
import { remediesEn } from './remedies.en.ts';
import { remediesKo } from './remedies.ko.ts';

const languages = { en: remediesEn(), ko: remediesKo() };
const codes = Object.keys(languages.en.codes).flatMap((key) => key.split(' '));

test('every code with a text of its own is a code that classification knows, and has one text', () => {
  for (const code of codes) {
    const number = /^\d+$/.test(code) ? `AADSTS${code}` : /^(?:AADB2C|MSIS)\d/.exec(code) && code;
    const error = number ? `${number}: x` : asError(code);
    expect(classifyAuthError(error)).toMatchObject({
      code: expect.stringMatching(code.split('/')[0]!),
      known: true,
    });
  }
  expect(new Set(codes).size).toBe(codes.length);
});

function asError(key: string) {
  const [code = ''] = key.split('/');
  if (code === 'throttled_locally') return { name: 'ServerError', errorCode: '' };
  const status = /^http_(\d+)$/.exec(code)?.[1];
  return status ? { status: Number(status) } : { errorCode: code, code };
}

test.each([
  '50059',
  '90133',
  '90002',
  '70020',
  '700171',
  '50126',
  '50076',
  '50079',
  '65001',
  '53003',
  '53000',
  '50105',
  '7000218',
  '700016',
  '50020',
  '50034',
  '50053',
  '50055',
  '50057',
  '70016',
  '70043',
  '700082',
  '50173',
  '9001023',
  '900023',
  '50194',
  '500011',
  '650057',
  '70011',
  '90094',
  '90095',
  '530032',
  '530034',
  '530035',
  '530036',
])('AADSTS%s, which users meet, has a text of its own', (code) => {
  expect(codes).toContain(code);
});

describe.each(Object.entries(languages))('%s', (language, remedies) => {
  const texts = [
    ...Object.values(remedies.categories).flat(),
    ...Object.values(remedies.codes).flat(),
    ...Object.values(remedies.flows),
  ];

  test('each sentence ends, and none holds a placeholder, a double space or the wrong script', () => {
    for (const text of texts.filter((part) => part !== undefined)) {
      expect(text).toMatch(/[.]$/);
      expect(text).not.toMatch(/ {2}|[{}]|TODO/);
      expect(/[가-힣]/.test(text)).toBe(language === 'ko');
    }
  });

  test('the waiting time has its place', () => {
    expect(remedies.labels.wait).toContain('{seconds}');
  });

  test("a code's text takes what happened from its category, unless it says it itself", () => {
    const category = 'cache';
    const what = remedies.categories.cache[0];
    expect(findRemedy({ category, code: 'no_tokens_found' }, remedies).what).toBe(what);
    expect(findRemedy({ category, code: 'cache_damaged' }, remedies).what).not.toBe(what);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { PlainBrowser } from '../testing/plain-browser.ts';
import { texts } from './texts/texts.ts';

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
});
afterAll(() => emulator.close());

/** The language of a page, by its `lang`. */
async function spoken(query: string, accept = '', browser = browserWith(accept)) {
  const { body } = await browser.open(`${emulator.pages}/devicelogin${query}`);
  return /<html lang="(\w+)">/.exec(body)?.[1];
}
const browserWith = (accept: string) => new PlainBrowser({ 'accept-language': accept });

describe('the language of the pages', () => {
  test.each([
    ['', 'ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
    ['', 'fr, en;q=0.5, ko;q=0.9', 'ko'],
    ['', 'ko;q=0, en;q=0.1', 'en'],
    ['', 'fr', 'en'],
    ['', 'kok', 'en'],
    ['', 'x'.repeat(5000), 'en'],
    ['', ';q=,;;q=x,,', 'en'],
    ['?ui_locales=fr-FR%20ko', 'en', 'ko'],
    ['?mkt=ko-KR', 'en', 'ko'],
    ['?mkt=en&ui_locales=ko', 'ko', 'en'],
    ['?mkt=nonsense', 'ko', 'ko'],
  ])('of %j with %j is %s', async (query, accept, language) => {
    expect(await spoken(query, accept)).toBe(language);
  });

  test('stays as it was chosen, and the page links to the other one', async () => {
    const browser = browserWith('en');
    await browser.open(`${emulator.pages}/devicelogin?otc=ABC`);
    const [, link = ''] = /href="([^"]*)" lang="ko"/.exec(browser.page.body) ?? [];
    expect(link).toBe('?otc=ABC&amp;mkt=ko');
    expect(await spoken(link.replace('&amp;', '&'), '', browser)).toBe('ko');
    expect(await spoken('', '', browser)).toBe('ko');
    expect(browser.page.body).toContain(texts.ko.banner);
  });

  test('is Korean in every sentence, with the same numbers and names as in English', () => {
    const sentences = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'function'
          ? [(value as (...names: string[]) => string)('X', 'Y')]
          : Object.values(value as object).flatMap(sentences);
    const english = sentences(texts.en);
    const pairs = sentences(texts.ko).map((korean, index) => [english[index] ?? '', korean]);
    const asIn = pairs.filter(([en = '', ko = '']) => !/[가-힣]/.test(ko) && en !== ko);
    expect(asIn).toEqual([['en', 'ko']]);
    const names = (text = '') =>
      text.match(/\d+|AADSTS|adele@\S+e\b|\bX\b|\bY\b|\?code=\d+/g) ?? [];
    const differing = pairs.filter(([en, ko]) => String(names(en)) !== String(names(ko)));
    // Where a language writes a small number as a word.
    expect(differing.map(([en]) => en)).toEqual([
      texts.en.enterCode.tooMany,
      texts.en.password.guessed,
    ]);
  });
});

import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { chooseMessageLanguage, messageLanguage, pageLanguage } from './language.ts';
import { followLanguageOption } from './language-option.ts';

afterEach(() => void chooseMessageLanguage(undefined));

describe('the language of a program', () => {
  test.each([
    [{ LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US' }, 'ko'],
    [{ LC_ALL: '', LC_MESSAGES: 'ko', LANG: 'en_US' }, 'ko'],
    [{ LANG: 'ko-KR' }, 'ko'],
    [{ LC_ALL: 'C', LANG: 'ko_KR' }, 'en'],
    [{ LC_ALL: 'xx_XX.UTF-8', LANG: 'ko_KR' }, 'en'],
    [{ LC_ALL: '__proto__' }, 'en'],
    [{ LANG: 'kok_IN' }, 'en'],
  ])('%o asks for %s', (environment, language) => {
    expect(messageLanguage(environment)).toBe(language);
  });

  test.each(['ko', 'ko-KR', 'KO_kr.UTF-8'])('--lang %s comes before the environment', (asked) => {
    expect(chooseMessageLanguage(asked)).toBe(true);
    expect(messageLanguage({ LC_ALL: 'en_US.UTF-8' })).toBe('ko');
  });

  test.each(['', 'fr', 'kok', 'constructor'])(
    '--lang %j is refused, and changes nothing',
    (asked) => {
      expect(chooseMessageLanguage(asked)).toBe(false);
      expect(messageLanguage({ LANG: 'ko' })).toBe('ko');
    },
  );

  test.each([
    ['ko-KR', 'ko'],
    ['de-DE', 'en'],
  ])('without a variable it is that of the system: %s', (locale, language) => {
    const rules = new Intl.PluralRules(locale);
    const system = jest.spyOn(Intl, 'PluralRules').mockReturnValue(rules);
    expect(messageLanguage({})).toBe(language);
    system.mockRestore();
  });
});

describe('--lang of a command line', () => {
  test.each([[['--open', '--lang', 'ko', '--nonsense=1', 'stray']], [['--lang=en', '--lang=ko']]])(
    'is followed in %j',
    (args) => {
      expect(followLanguageOption(args)).toBeUndefined();
      expect(messageLanguage({})).toBe('ko');
    },
  );

  test.each([
    [['--lang', 'fr'], '--lang fr is none of: en, ko.'],
    [['--lang=\u001b[31mred\n'], '--lang  [31mred  is none of: en, ko.'],
  ])('is refused in %j with one line', (args, line) => {
    expect(followLanguageOption(args)).toBe(line);
  });

  test('is refused in the language of the environment', () => {
    const before = process.env['LC_ALL'];
    process.env['LC_ALL'] = 'ko_KR.UTF-8';
    expect(followLanguageOption(['--lang', 'fr'])).toMatch(/^--lang fr: en, ko 중/);
    if (before === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = before;
  });

  test.each([[['--lang']], [['--lang=']], [['--lang', ' ']]])(
    'without a value says so: %j',
    (args) => {
      expect(followLanguageOption(args)).toBe('--lang has no value; it takes one of: en, ko.');
    },
  );

  test('is not read where none is given', () => {
    expect(followLanguageOption(['--json'])).toBeUndefined();
    expect(messageLanguage({ LANG: 'ko' })).toBe('ko');
  });
});

describe('the language of a page', () => {
  test.each([
    ['ko', 'en', 'ko'],
    ['fr-FR ko-KR', 'en', 'ko'],
    ['fr', 'ko', 'ko'],
    ['', 'de, en;q=0.5, ko;q=0.9', 'ko'],
    ['', 'ko;q=0, en;q=0.1', 'en'],
    ['', 'ko;q=many', 'en'],
    ['', 'fr', 'en'],
    ['', '', 'en'],
  ])('ui_locales %j with Accept-Language %j is %s', (wished, accepted, language) => {
    expect(pageLanguage(wished, accepted)).toBe(language);
  });
});

import { expect, test } from '@jest/globals';
import { ownTextsEn } from './own-texts.en.ts';
import { ownTextsKo } from './own-texts.ko.ts';

type Words = string | ((...values: unknown[]) => string);
type Text = Words | { [name: string]: Text };

/** Each text with the text of the other language, by its name. */
function pairs(en: Text, ko: Text, name = ''): [string, Words, Words][] {
  if (typeof en !== 'object') return [[name, en, ko as Words]];
  const others = ko as Record<string, Text>;
  return Object.entries(en).flatMap(([key, text]) =>
    pairs(text, others[key] ?? '', `${name}.${key}`),
  );
}

const valuesIn = (text: string) => (text.match(/<\d>/g) ?? []).sort();

test.each(pairs(ownTextsEn as Text, ownTextsKo as Text))(
  'the text %s names the same values in both languages, also where one is missing',
  (_name, en, ko) => {
    const count = typeof en === 'function' ? en.length : 0;
    const all = Array.from({ length: count }, (_, at) => `<${at}>`);
    const without = all.map((_, at) => all.with(at, undefined as never));
    for (const values of [all, ...without]) {
      const [english = '', korean = ''] = [en, ko].map((text) =>
        typeof text === 'function' ? text(...values) : text,
      );
      expect(valuesIn(korean)).toEqual(valuesIn(english));
      expect(english).not.toMatch(/[가-힣]/);
      // What only joins values has no words.
      if (/[a-z]{5}/.test(english.replace('undefined', ''))) expect(korean).toMatch(/[가-힣]/);
    }
  },
);

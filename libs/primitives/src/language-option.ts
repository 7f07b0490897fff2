import { parseArgs } from 'node:util';
import { chooseMessageLanguage, LANGUAGES, messageLanguage } from './language.ts';

/** The option, for `parseArgs` of a program that has others. */
export const languageOption = { lang: { type: 'string' } } as const;

/**
 * Does what `--lang` asks for, before the rest of a command line is read: what is wrong there is said in
 * that language.
 *
 * @returns what is wrong with its value, in one line; undefined where nothing is
 */
export function followLanguageOption(args: string[]): string | undefined {
  const { lang } = parseArgs({ args, options: languageOption, strict: false }).values;
  if (lang === undefined) return undefined;
  // Without a value it is `true`.
  const asked = typeof lang === 'string' ? lang : '';
  if (chooseMessageLanguage(asked)) return undefined;
  const { none, unknown } = refusals[messageLanguage()];
  const known = LANGUAGES.join(', ');
  return asked.trim() ? unknown(printable(asked), known) : none(known);
}

const refusals = {
  en: {
    none: (known: string) => `--lang has no value; it takes one of: ${known}.`,
    unknown: (asked: string, known: string) => `--lang ${asked} is none of: ${known}.`,
  },
  ko: {
    none: (known: string) => `--lang 옵션에 값이 없습니다. ${known} 중 하나여야 합니다.`,
    unknown: (asked: string, known: string) => `--lang ${asked}: ${known} 중 하나여야 합니다.`,
  },
};

const printable = (text: string) => text.replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, ' ').slice(0, 40);

import { oneInProcess } from './one-in-process.ts';

/** The languages that texts exist in. */
export type MessageLanguage = 'en' | 'ko';

/** All of them; the first is the one for users of other languages. */
export const LANGUAGES: readonly MessageLanguage[] = ['en', 'ko'];

/** What `--lang` asked for; copies of a library in one process have to agree. */
const chosen = oneInProcess('message-language.1', () => ({
  language: undefined as MessageLanguage | undefined,
}));

/**
 * The language of a program's messages: what `chooseMessageLanguage` was told, else what the first of
 * LC_ALL, LC_MESSAGES and LANG that is set names (as in POSIX), else that of the system. English where
 * the environment or the system asks for another language.
 *
 * @param environment - default: that of this process
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function messageLanguage(environment: NodeJS.ProcessEnv = process.env): MessageLanguage {
  if (chosen.language) return chosen.language;
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'];
  return languageNamed(locale || systemLocale()) ?? 'en';
}

/**
 * Sets the language of all messages of this process, as `--lang` asks.
 *
 * @param asked - `ko`, `ko-KR` or `ko_KR.UTF-8`; undefined goes back to the environment
 * @returns false for a language without texts: nothing is changed then
 */
export function chooseMessageLanguage(asked: string | undefined): boolean {
  const language = asked === undefined ? undefined : languageNamed(asked);
  if (asked !== undefined && !language) return false;
  chosen.language = language;
  return true;
}

/**
 * The language of a page: the first that the address asks for and that has texts, else the first such of
 * the browser; English where there is none.
 *
 * @param wished - `ui_locales`: tags with spaces between, the most wanted first (OpenID Connect Core 3.1.2.1)
 * @param accepted - Accept-Language (RFC 9110 12.5.4), or `navigator.languages` with commas between
 */
export function pageLanguage(wished = '', accepted = ''): MessageLanguage {
  return firstLanguage([...wished.split(' '), ...acceptedTags(accepted)]) ?? 'en';
}

/** The first language with texts that a list of tags names. */
export function firstLanguage(tags: readonly string[]): MessageLanguage | undefined {
  return tags.map(languageNamed).find((language) => language !== undefined);
}

/** The tags of Accept-Language, the most wanted first. */
function acceptedTags(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', weight = '1'] = range.trim().split(/\s*;\s*q=/);
      return { tag, weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

/** `ko` of `ko`, `ko-KR`, `ko_KR.UTF-8` and `KO`; not of `kok`, another language. */
function languageNamed(locale: string): MessageLanguage | undefined {
  const [name] = locale.toLowerCase().split(/[-_.@]/);
  return LANGUAGES.find((language) => language === name);
}

/** Of all that Intl offers this loads least: dates take half as long as the start of Node. */
const systemLocale = () => new Intl.PluralRules().resolvedOptions().locale;

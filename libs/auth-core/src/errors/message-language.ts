/** The languages that messages exist in. */
export type MessageLanguage = 'en' | 'ko';

/**
 * The language that the environment asks for: the first of LC_ALL, LC_MESSAGES and LANG that is set decides,
 * as in POSIX; English where it names neither.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function messageLanguage(environment: NodeJS.ProcessEnv = process.env): MessageLanguage {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^ko\b|^ko_/i.test(locale) ? 'ko' : 'en';
}

import { optionTexts } from './all-texts.ts';
import type { OwnOption, OwnOptions } from './read-options.ts';

/** The options that every command-line sample has, by their name on the command line; `optionTexts` has their help. */
export const COMMON: Readonly<Record<string, Omit<OwnOption, 'help'>>> = {
  scopes: { type: 'string', value: 'LIST' },
  account: { type: 'string', value: 'NAME' },
  api: { type: 'string', value: 'URL' },
  timeout: { type: 'string', value: 'SECONDS' },
  cache: { type: 'string', value: 'FILE' },
  'key-file': { type: 'string', value: 'FILE' },
  'plaintext-cache': { type: 'boolean' },
  'sign-out': { type: 'boolean' },
  'print-token': { type: 'boolean' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
  explain: { type: 'boolean' },
  lang: { type: 'string', value: 'LANG' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean' },
};

/** How the help groups the options. */
export type OptionGroup = 'own' | 'signIn' | 'cache' | 'output';

const CACHE = ['cache', 'key-file', 'plaintext-cache'];
const OUTPUT = ['json', 'print-token', 'verbose', 'explain', 'lang', 'no-color', 'help'];

/** The options for a help text, in groups; those of the sample itself come first. */
export function optionGroups(
  own: OwnOptions = {},
  isService = false,
): [OptionGroup, [name: string, option: OwnOption][]][] {
  const groupOf = (name: string): OptionGroup => {
    if (!(name in COMMON)) return 'own';
    if (CACHE.includes(name)) return 'cache';
    return OUTPUT.includes(name) ? 'output' : 'signIn';
  };
  const all = Object.entries({ ...own, ...COMMON, ...own }).map(
    ([name, option]): [string, OwnOption] => [name, { help: optionTexts[name] ?? '', ...option }],
  );
  // A service does not end, so nothing can be told at its end.
  const shown = all.filter(([name]) => !isService || name !== 'explain');
  return (['own', 'signIn', 'cache', 'output'] as const)
    .map((group): [OptionGroup, [string, OwnOption][]] => [
      group,
      shown.filter(([name]) => groupOf(name) === group),
    ])
    .filter(([, options]) => options.length > 0);
}

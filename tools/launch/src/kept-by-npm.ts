import { changesBetween, nearest } from '@entra-flows/primitives/nearest';

/** Options of the launcher and the samples without a value; a spec compares both lists with their help. */
export const flags: readonly string[] = [
  'allow-basic-text',
  'custom-scheme',
  'ephemeral',
  'explain',
  'force-broker',
  'hands-free',
  'json',
  'list',
  'new-ports',
  'no-broker',
  'open',
  'plaintext-cache',
  'print-token',
  'refresh',
  'sign-out',
];

/** The same, with a value. */
export const valued: readonly string[] = [
  'account',
  'api',
  'broker-timeout',
  'code-file',
  'data',
  'every',
  'first-pause',
  'key-file',
  'listen',
  'login-hint',
  'longest-pause',
  'on-code',
  'password-fd',
  'port',
  'prompt',
  'scenario',
  'scopes',
  'spread',
  'timeout',
  'user-data',
  'username',
  'window-handle',
];

/** Options that npm has too, or reads as something else: they are noticed in another way, or not at all. */
export const known: readonly string[] = [
  'browser',
  'cache', // npm always has one
  'help', // npm shows its own and ends
  'lang',
  'no-browser',
  'no-color',
  'verbose',
];

/** Of those of npm too, the ones with a value. */
const knownValued: readonly string[] = ['browser', 'cache', 'lang'];

/** npm's own options that are like one above: a user may have set them for npm. `scope` is one, and is told by its value. */
const likeNpms: readonly string[] = [
  ...[
    'all',
    'ca',
    'cafile',
    'cert',
    'force',
    'key',
    'libc',
    'link',
    'long',
    'password',
    'preid',
    'progress',
  ],
  ...['shell', 'sign-git-tag', 'unicode', 'user-agent', 'userconfig', 'versions'],
];

/** An option that neither npm nor a sample has, and the one that was most likely meant. */
export interface Misspelt {
  /** As it was typed, without dashes. */
  typed: string;
  meant: string;
  /** Undefined for an option without one, and where npm tore it off. */
  value: string | undefined;
  isCut: boolean;
}

/** The option of the launcher or of a sample that a word without dashes most likely means. */
function optionLike(word: string): string | undefined {
  const all = [...flags, ...valued, ...known];
  const name = word.toLowerCase().replaceAll('_', '-');
  if (all.includes(name)) return name;
  const near = nearest(name, all);
  if (near && changesBetween(name, near) <= 2) return near;
  const begun = name.length < 3 ? [] : all.filter((one) => one.startsWith(name));
  return begun.length === 1 ? begun[0] : undefined;
}

function misspeltForNpm(env: NodeJS.ProcessEnv): Misspelt[] {
  return Object.entries(env).flatMap(([key, value = '']) => {
    const [, kept = ''] = /^npm_config_([a-z][a-z_]{2,40})$/.exec(key) ?? [];
    // `--no-colour` comes as a `colour` that is empty.
    const typed = `${value === '' ? 'no-' : ''}${kept.replaceAll('_', '-')}`;
    if (!kept || [...flags, ...valued, ...known, ...likeNpms].includes(typed)) return [];
    // npm's is the scope of packages: @name.
    if (typed === 'scope' && value.startsWith('@')) return [];
    const meant = optionLike(typed);
    if (!meant || (value === '' && !meant.startsWith('no-'))) return [];
    const takesValue = [...valued, ...knownValued].includes(meant);
    const isCut = takesValue && value === 'true';
    return [{ typed, meant, isCut, value: takesValue && !isCut ? value : undefined }];
  });
}

/**
 * The options that npm took for its own because the `--` in front of them was forgotten. npm tells them to
 * the script in the environment, and without the value that does not follow a `=`.
 *
 * @returns `whole`: as they are for the command line; `cut`: names of those whose value npm tore off;
 *   `npmsOwn`: those that npm has too: a setting of its own may have them, so they are not used here;
 *   `misspelt`: those that only look like one
 * @see https://docs.npmjs.com/cli/v11/using-npm/config#environment-variables
 */
export function optionsKeptByNpm(env: NodeJS.ProcessEnv): {
  whole: string[];
  cut: string[];
  npmsOwn: string[];
  misspelt: Misspelt[];
} {
  // Below another command of npm these are that command's.
  if (env['npm_lifecycle_event'] !== 'start')
    return { whole: [], cut: [], npmsOwn: [], misspelt: [] };
  const kept = (name: string) => env[`npm_config_${name.replaceAll('-', '_')}`];
  const given = valued.filter((name) => kept(name));
  const cut = given.filter((name) => kept(name) === 'true');
  return {
    whole: [
      ...flags.filter((flag) =>
        flag.startsWith('no-') ? kept(flag.slice(3)) === '' : kept(flag) === 'true',
      ),
      ...given.filter((name) => !cut.includes(name)).map((name) => `${name}=${kept(name)}`),
    ].map((option) => `--${option}`),
    // npm reads --lang as -l -a -n -g.
    cut: ['long', 'all', 'global'].every((name) => kept(name)) ? [...cut, 'lang'] : cut,
    npmsOwn: [
      ...(kept('loglevel') === 'verbose' ? ['--verbose'] : []),
      ...(kept('browser') === '' ? ['--no-browser'] : []),
      ...(kept('browser') ? ['--browser=PROGRAM'] : []),
    ],
    misspelt: misspeltForNpm(env),
  };
}

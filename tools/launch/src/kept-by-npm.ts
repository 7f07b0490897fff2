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

/**
 * The options that npm took for its own because the `--` in front of them was forgotten. npm tells them to
 * the script in the environment, and without the value that does not follow a `=`.
 *
 * @returns `whole`: as they are for the command line; `cut`: names of those whose value npm tore off;
 *   `npmsOwn`: those that npm has too: a setting of its own may have them, so they are not used here
 * @see https://docs.npmjs.com/cli/v11/using-npm/config#environment-variables
 */
export function optionsKeptByNpm(env: NodeJS.ProcessEnv): {
  whole: string[];
  cut: string[];
  npmsOwn: string[];
} {
  // Below another command of npm these are that command's.
  if (env['npm_lifecycle_event'] !== 'start') return { whole: [], cut: [], npmsOwn: [] };
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
  };
}

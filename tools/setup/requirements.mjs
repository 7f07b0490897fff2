import {
  findCommand,
  findMsalPython,
  hasElectron,
  hasKerberosPackage,
} from './find-on-machine.mjs';

/**
 * What the end-to-end tests need beyond npm packages. A spec says what it needs in a comment
 * (`@requires chromium`); on a machine without it the spec is left out, loudly.
 *
 * `commands`: one of them must be on the PATH. `apt`: the package of Debian and Ubuntu, if it has one.
 * `elsewhere`: where else it is to be had; without it the tests that need it run on Linux alone.
 * `isThere` looks where the PATH does not lead. `mayLack`: no registry has it, so that its tests may be
 * left out even with CI=true.
 *
 * @typedef {object} Requirement
 * @property {string} name
 * @property {string[]} commands
 * @property {string} [apt]
 * @property {string} use
 * @property {string} [elsewhere]
 * @property {() => boolean} [isThere]
 * @property {boolean} [mayLack]
 */

/** @type {Requirement[]} */
export const requirements = [
  {
    name: 'chromium',
    // Without windows it needs a third of the processor time.
    commands: ['chromium-headless-shell', 'chromium'],
    apt: 'chromium-headless-shell',
    use: 'walks the sign-in pages as a person does',
    elsewhere: 'Chromium, as the command "chromium" on the PATH',
  },
  {
    name: 'desktop-chromium',
    commands: ['chromium'],
    apt: 'chromium',
    use: 'blocks windows that nobody asked for, which the one without windows does not',
    elsewhere: 'Chromium, as the command "chromium" on the PATH',
  },
  {
    name: 'keyring',
    commands: ['gnome-keyring-daemon'],
    apt: 'gnome-keyring',
    use: 'keeps the key of the token cache',
  },
  {
    name: 'dbus',
    commands: ['dbus-run-session'],
    apt: 'dbus',
    use: 'gives each keyring test a session of its own',
  },
  {
    name: 'tmux',
    commands: ['tmux'],
    apt: 'tmux',
    use: 'is the terminal in which a sample is served',
  },
  {
    name: 'kerberos',
    commands: ['kadmin.local'],
    apt: 'krb5-admin-server', // brings krb5-kdc and krb5-user
    use: 'gives tickets, as a domain controller does',
  },
  {
    name: 'kerberos-package',
    commands: [],
    use: 'signs in with a ticket in the process itself, instead of curl',
    elsewhere: '"npm install --no-save kerberos", with g++ and libkrb5-dev',
    isThere: hasKerberosPackage,
    mayLack: true,
  },
  {
    name: 'curl',
    commands: ['curl'],
    apt: 'curl',
    use: 'signs in with a ticket (its GSSAPI)',
  },
  {
    name: 'redis',
    commands: ['redis-server'],
    apt: 'redis-server',
    use: 'keeps sessions and tokens of the web sample',
    elsewhere: 'Redis, as the command "redis-server" on the PATH',
  },
  {
    name: 'systemd',
    commands: ['systemd-socket-activate'],
    apt: 'systemd',
    use: 'checks the unit of the service, and hears what it says',
  },
  {
    name: 'faketime',
    commands: ['faketime'],
    apt: 'faketime',
    use: 'gives a process a clock that is wrong',
  },
  {
    name: 'msal-python',
    commands: [],
    apt: 'python3-msal',
    use: 'signs in as programs in Python do',
    elsewhere: 'MSAL Python, which python3 can import',
    isThere: () => findMsalPython() !== undefined,
  },
  {
    name: 'bun',
    commands: ['bun'],
    use: 'speaks TLS by BoringSSL, as Electron does',
    elsewhere: 'Bun, as the command "bun" on the PATH (npm install --global bun)',
    mayLack: true,
  },
  {
    name: 'deno',
    commands: ['deno'],
    use: 'speaks TLS by rustls',
    elsewhere: 'Deno, as the command "deno" on the PATH (npm install --global deno)',
    mayLack: true,
  },
  {
    name: 'electron',
    commands: [],
    use: 'runs the desktop sample; without it a stand-in does',
    elsewhere: '"npx install-electron --no", or ELECTRON_OVERRIDE_DIST_PATH',
    isThere: hasElectron,
    mayLack: true,
  },
];

/** Which requirements of the end-to-end tests this machine lacks. */
export function missingRequirements() {
  return requirements.filter(
    ({ commands, isThere = () => false }) => !commands.some(findCommand) && !isThere(),
  );
}

/**
 * Where this machine has what an end-to-end test needs.
 *
 * @param {string} name of a requirement
 * @returns {string} the path of the first of its commands that is there; '' where none is
 */
export function commandOf(name) {
  const commands = requirements.find((requirement) => requirement.name === name)?.commands ?? [];
  return commands.map(findCommand).find((path) => path !== undefined) ?? '';
}

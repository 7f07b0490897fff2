import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/**
 * What the end-to-end tests need beyond npm packages. A spec says what it needs in a comment
 * (`@requires chromium`); on a machine without it the spec is left out, loudly.
 *
 * @typedef {object} Requirement
 * @property {string} name
 * @property {string[]} commands one of them must be on the PATH
 * @property {string} [apt] the package of Debian and Ubuntu, if it has one
 * @property {string} use
 * @property {string} [elsewhere] where else it is to be had; without it the tests run on Linux alone
 * @property {boolean} [mayLack] no registry has it: its tests may be left out even with CI=true
 */

/** @type {Requirement[]} */
export const requirements = JSON.parse(
  readFileSync(join(import.meta.dirname, 'requirements.json'), 'utf8'),
);

/** What the PATH does not lead to. @type {Record<string, () => boolean>} */
const isThere = {
  'kerberos-package': hasKerberosPackage,
  'msal-python': () => findMsalPython() !== undefined,
  electron: hasElectron,
};

/** Which requirements of the end-to-end tests this machine lacks. */
export function missingRequirements() {
  return requirements.filter(
    ({ name, commands }) => !commands.some(findCommand) && !isThere[name]?.(),
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

/**
 * Looks a command up on the PATH, without running it.
 *
 * @param {string} name without an extension
 * @returns {string | undefined} its path
 */
export function findCommand(name) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders
    .flatMap((folder) => extensions.map((extension) => join(folder, name + extension)))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Debian's package belongs to Debian's Python, which need not be the first one on the PATH. */
const pythons = ['/usr/bin/python3', 'python3'];
const program = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("msal") is None)';

/** @type {string | null | undefined} */
let msalPython;

/** The Python that can import MSAL Python, if there is one; looked for once. */
export function findMsalPython() {
  msalPython ??= pythons.find((one) => spawnSync(one, ['-c', program]).status === 0) ?? null;
  return msalPython ?? undefined;
}

/**
 * Whether Electron's program is on this machine: npm's package does not hold it. Looks where
 * apps/electron-interactive does, without `require('electron')`, which would download it.
 */
export function hasElectron() {
  const folder = join(import.meta.dirname, '../../node_modules/electron/dist');
  const folders = [process.env['ELECTRON_OVERRIDE_DIST_PATH'], folder];
  const names = ['electron', 'electron.exe', 'Electron.app'];
  return folders.some((one) => one && names.some((name) => existsSync(join(one, name))));
}

/** Whether the npm package `kerberos` is installed: the workspace does not ask for it, as it compiles. */
export function hasKerberosPackage() {
  try {
    return Boolean(createRequire(import.meta.url).resolve('kerberos'));
  } catch {
    return false;
  }
}

/**
 * Gets the machine ready for the end-to-end tests: on Debian and Ubuntu as root it installs what is
 * missing, after saying what; elsewhere it says what to install.
 *
 * @param {object} options
 * @param {boolean} options.install false: only look
 * @returns {Requirement[]} what is missing still
 */
export function installRequirements({ install }) {
  const missing = missingRequirements();
  if (missing.length === 0) return [];
  const packages = missing.flatMap(({ apt = [] }) => apt);
  const debian = existsSync('/usr/bin/apt-get');
  if (packages.length === 0) return missing;
  if (!install || !debian || process.getuid?.() !== 0) {
    console.log('The end-to-end tests need what this machine lacks:');
    for (const requirement of missing) console.log(`  ${line(requirement)}`);
    if (debian) console.log(`Install it with: sudo apt-get install ${packages.join(' ')}`);
    return missing;
  }
  console.log(`Installing for the end-to-end tests: apt-get install ${packages.join(' ')}`);
  aptGet('update');
  aptGet('install', '--yes', '--no-install-recommends', ...packages);
  return missingRequirements();
}

/** @param {Requirement} requirement */
function line({ name, use, apt, elsewhere }) {
  const isPackage = process.platform === 'linux' && apt;
  const where = isPackage ? `package ${apt}` : (elsewhere ?? 'on Linux only');
  return `${name}: ${use} (${where})`;
}

/** @param {string[]} args */
function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['-qq', ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // What could not be installed is found missing afterwards, and said then.
  if (status !== 0) console.error(`apt-get ${args[0]} ended with ${status}.`);
}

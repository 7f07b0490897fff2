import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/**
 * Looks a command up on the PATH, without running it.
 *
 * @param {string} name without an extension
 * @returns {string | undefined} its path
 */
export function findCommand(name) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
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

const program = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("msal") is None)';

/** Debian's package belongs to Debian's Python, which need not be the first one on the PATH. */
const commands = ['/usr/bin/python3', 'python3'];

/** @type {string | null | undefined} */
let found;

/** The Python that can import MSAL Python, if there is one; looked for once. */
export function findMsalPython() {
  found ??= commands.find((one) => spawnSync(one, ['-c', program]).status === 0) ?? null;
  return found ?? undefined;
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

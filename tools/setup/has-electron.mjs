import { existsSync } from 'node:fs';
import { join } from 'node:path';

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

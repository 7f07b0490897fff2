import { dirname, join } from 'node:path';
import { userDataFolder } from './user-data-folder.ts';
import type { Whereabouts } from './where-is-the-authority.ts';

/**
 * The token cache of one app at one authority: beside the emulator's own data for the emulator,
 * so that deleting its folder leaves nothing behind; else in a folder named after the app, where the
 * system keeps a user's data.
 * Samples with the same client ID share it, and so share a sign-in.
 */
export function cacheLocation(
  { clientId, authority, emulator }: Whereabouts,
  appName: string,
): string {
  const folder = emulator ? join(dirname(emulator.file), 'token-cache') : appFolder(appName);
  const host = new URL(authority).host.replace(/[^a-z0-9.]/gi, '-');
  return join(folder, `${host}-${clientId.toLowerCase()}.cache`);
}

/** Windows keeps data, settings and logs of a program in one folder. */
function appFolder(appName: string): string {
  const folder = join(userDataFolder(), appName);
  return process.platform === 'win32' ? join(folder, 'Data') : folder;
}

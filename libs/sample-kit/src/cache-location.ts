import { dirname, join } from 'node:path';
import { userDataFolder } from './user-data-folder.ts';
import type { AuthorityConfig } from './read-authority-config.ts';

/**
 * The file of the token cache for a client ID at an authority. For the emulator it lies beside the
 * emulator's own data, so that deleting that folder leaves nothing behind; otherwise in a folder named
 * after the app, where the system keeps a user's data. Samples with the same client ID share the file,
 * and so a sign-in.
 *
 * @param appName - names the folder
 * @returns an absolute path
 * @throws {UsageError} where this user has no home folder
 */
export function cacheLocation(
  { clientId, authority, emulator }: AuthorityConfig,
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

import { dirname, join, posix, win32 } from 'node:path';
import { userInfo } from 'node:os';
import { AuthCoreError } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
import type { AuthorityConfig } from './read-authority-config.ts';
import { UsageError } from './usage-error.ts';

/**
 * The file of the token cache for a client ID at an authority, in a folder named after the app: where the
 * system keeps a user's data, or for the emulator beside its own data, so that deleting that folder leaves
 * nothing behind. Programs of the same name and client ID share the file, and so a sign-in.
 *
 * @param appName - names the folder
 * @returns an absolute path
 * @throws {UsageError} where this user has no home folder
 */
export function cacheLocation(
  { clientId, authority, emulator }: AuthorityConfig,
  appName: string,
): string {
  const folder = emulator
    ? join(dirname(emulator.file), 'token-cache', folderNameOf(appName))
    : appFolder(appName);
  const host = new URL(authority).host.replace(/[^a-z0-9.]/gi, '-');
  return join(folder, `${host}-${clientId.toLowerCase()}.cache`);
}

/**
 * What the user has to read where no cache can be: wrong usage, and the option that names another file, where the
 * user had named none.
 *
 * @param named - what `--cache` says
 * @param file - where the cache would be
 */
export function asCacheUsage(error: unknown, named: string | undefined, file: string): unknown {
  if (!(error instanceof AuthCoreError) || error.errorCode !== 'cache_unusable') return error;
  const { errorMessage } = error;
  const hint = said({ en: '--cache FILE names one.', ko: '--cache FILE로 지정합니다.' });
  // It may be the key's file that cannot be used.
  const isOwn = named === undefined && errorMessage.includes(file);
  return new UsageError(isOwn ? `${errorMessage} ${hint}` : errorMessage);
}

/** Windows keeps data, settings and logs of a program in one folder. */
function appFolder(appName: string): string {
  const folder = join(userDataFolder(), folderNameOf(appName));
  return process.platform === 'win32' ? join(folder, 'Data') : folder;
}

/** The name of a product may hold what leads into another folder, or what a system takes in no name. */
const folderNameOf = (appName: string): string =>
  appName.replace(/[<>:"/\\|?*\p{Cc}]|^\.+|[. ]+$/gu, (signs) =>
    [...signs]
      .map((sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`)
      .join(''),
  );

/** What the folder depends on; default: this system and this user. */
export interface UserEnvironment {
  /** Operating system. */
  platform?: NodeJS.Platform;
  /** Variables of the process. */
  env?: NodeJS.ProcessEnv;
  /** Reads the home folder from the system's user database; throws where it does not have the user. */
  homeOfUser?: () => string | null;
}

/**
 * The folder in which the system keeps the data of this user's programs. Ignores values of the
 * environment that are empty or relative, as the XDG specification demands: they would lead below the
 * current folder.
 *
 * @throws {UsageError} where this user has no home folder
 * @see https://specifications.freedesktop.org/basedir-spec/latest
 */
export function userDataFolder({
  platform = process.platform,
  env = process.env,
  homeOfUser = () => userInfo().homedir,
}: UserEnvironment = {}): string {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const absolute = (path: string | null | undefined) =>
    path && isAbsolute(path) ? path : undefined;
  const home = () => {
    const named = absolute(platform === 'win32' ? env['USERPROFILE'] : env['HOME']);
    const found = named ?? absolute(readOr(undefined, homeOfUser));
    if (found) return found;
    throw new UsageError(
      said({
        en: 'This user has no home folder to keep sign-ins in. Set HOME, or name a file with --cache FILE.',
        ko: '로그인 정보를 보관할 홈 폴더가 없습니다. HOME을 설정하거나 --cache FILE로 파일을 지정하세요.',
      }),
    );
  };
  if (platform === 'win32')
    return absolute(env['LOCALAPPDATA']) ?? join(home(), 'AppData', 'Local');
  if (platform === 'darwin') return join(home(), 'Library', 'Application Support');
  return absolute(env['XDG_DATA_HOME']) ?? join(home(), '.local', 'share');
}

function readOr<T>(otherwise: T, read: () => T | null): T | null {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

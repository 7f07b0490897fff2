import {
  AuthCoreError,
  type FileCachePlugin,
  fileCachePlugin,
  keyFromFile,
} from '@entra-flows/auth-core';
import { APP_NAME } from './app-name.ts';
import { cacheLocation } from './cache-location.ts';
import { keepApart } from './keep-apart.ts';
import type { SampleOptions } from './read-options.ts';
import { standardError } from './standard-streams.ts';
import { UsageError } from './usage-error.ts';
import type { Whereabouts } from './where-is-the-authority.ts';

/**
 * The token cache of a sample, tried out before anybody signs in: a person should not type a code
 * into a phone for a token that cannot be kept.
 *
 * Encrypted with a key from the system's keyring, or from the file that `--key-file` names. In plain
 * text (mode 0600) only for the local emulator, whose tokens open nothing, or with `--plaintext-cache`.
 *
 * @throws {UsageError} when the path cannot hold a cache
 */
export async function tokenCache(
  where: Whereabouts,
  options: Pick<SampleOptions, 'cache' | 'keyFile' | 'plaintextCache' | 'verbose'>,
): Promise<FileCachePlugin> {
  const tell = (text: string) => void standardError.write(`${text}\n`);
  const { cache: file = cacheLocation(where), keyFile, plaintextCache } = options;
  keepApart({ '--cache': file, '--key-file': keyFile });
  const withoutKeyFile = where.emulator || plaintextCache ? 'plaintext' : 'keyring';
  const cache = fileCachePlugin({
    file,
    keyring: { service: APP_NAME },
    protection: keyFile ? keyFromFile(keyFile) : withoutKeyFile,
    onDamaged: ({ message }) => tell(message),
    onWriteFailed: ({ errorMessage }) => tell(errorMessage),
  });
  try {
    await cache.check();
  } catch (error) {
    throw asUsage(error);
  }
  if (options.verbose) tell(`cache  ${(await cache.describeProtection()).text}`);
  return cache;
}

function asUsage(error: unknown): unknown {
  const isPath = error instanceof AuthCoreError && error.errorCode === 'cache_unusable';
  return isPath ? new UsageError(error.errorMessage) : error;
}

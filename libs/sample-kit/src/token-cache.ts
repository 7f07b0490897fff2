import { AuthCoreError, type FileCachePlugin, fileCachePlugin } from '@entra-flows/auth-core';
import { APP_NAME } from './app-name.ts';
import { cacheLocation } from './cache-location.ts';
import type { SampleOptions } from './read-options.ts';
import { standardError } from './standard-streams.ts';
import { UsageError } from './usage-error.ts';
import type { Whereabouts } from './where-is-the-authority.ts';

/**
 * The token cache of a sample, tried out before anybody signs in: a person should not type a code
 * into a phone for a token that cannot be kept.
 *
 * Encrypted with a key from the system's keyring. In plain text (mode 0600) only for the local
 * emulator, whose tokens open nothing, or with `--plaintext-cache`.
 *
 * @throws {UsageError} when the path cannot hold a cache
 */
export async function tokenCache(
  where: Whereabouts,
  options: Pick<SampleOptions, 'cache' | 'plaintextCache' | 'verbose'>,
): Promise<FileCachePlugin> {
  const tell = (text: string) => void standardError.write(`${text}\n`);
  const cache = fileCachePlugin({
    file: options.cache ?? cacheLocation(where),
    keyring: { service: APP_NAME },
    protection: where.emulator || options.plaintextCache ? 'plaintext' : 'keyring',
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

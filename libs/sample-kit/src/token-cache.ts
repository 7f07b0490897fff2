import {
  AuthCoreError,
  type FileCachePlugin,
  fileCachePlugin,
  keyFromFile,
} from '@entra-flows/auth-core';
import { cacheLocation } from './cache-location.ts';
import { keepApart } from './keep-apart.ts';
import type { SampleOptions } from './read-options.ts';
import { standardError } from './standard-streams.ts';
import { UsageError } from './usage-error.ts';
import type { Whereabouts } from './where-is-the-authority.ts';

/**
 * The token cache of a sample. What is in it is given without lock and write; whether it can be
 * written is tried out before the user is asked to sign in.
 *
 * Encrypted with a key from the system's keyring, or from the file that `--key-file` names. In plain
 * text (mode 0600) only for the local emulator, whose tokens open nothing, or with `--plaintext-cache`.
 *
 * @param appName - names the cache's folder and the key's entry in the keyring; two products must not
 *   share it
 * @throws {UsageError} when the path cannot hold a cache
 */
export async function tokenCache(
  where: Whereabouts,
  options: Pick<SampleOptions, 'cache' | 'keyFile' | 'plaintextCache' | 'verbose'>,
  appName: string,
): Promise<FileCachePlugin> {
  const tell = (text: string) => void standardError.write(`${text}\n`);
  const { cache: file = cacheLocation(where, appName), keyFile, plaintextCache } = options;
  keepApart({ '--cache': file, '--key-file': keyFile });
  const withoutKeyFile = where.emulator || plaintextCache ? 'plaintext' : 'keyring';
  const cache = fileCachePlugin({
    file,
    keyring: { service: appName },
    protection: keyFile ? keyFromFile(keyFile) : withoutKeyFile,
    onDamaged: ({ message }) => tell(message),
    onWriteFailed: ({ errorMessage }) => tell(errorMessage),
  });
  await cache.isFilled().catch(asUsage);
  if (options.verbose) tell(`cache  ${(await cache.describeProtection()).text}`);
  return {
    ...cache,
    check: () => cache.check().catch(asUsage),
    remove: () => cache.remove().catch(asUsage),
  };
}

function asUsage(error: unknown): never {
  const isPath = error instanceof AuthCoreError && error.errorCode === 'cache_unusable';
  throw isPath ? new UsageError(error.errorMessage) : error;
}

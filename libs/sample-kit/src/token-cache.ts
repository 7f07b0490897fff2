import { type FileCachePlugin, fileCachePlugin, keyFromFile } from '@entra-flows/auth-core';
import { asCacheUsage, cacheLocation } from './cache-location.ts';
import { assertDistinctFiles } from './assert-distinct-files.ts';
import type { SampleOptions } from './read-options.ts';
import { writeLine } from './screen.ts';
import type { AuthorityConfig } from './read-authority-config.ts';

/**
 * The token cache of a sample. Reading it takes no lock and writes nothing; before the user is asked to
 * sign in, a write is tried.
 *
 * Encrypted with a key from the system's keyring, or from the file that `--key-file` names. In plain
 * text (mode 0600) only for the local emulator, whose tokens give access to nothing else, or with
 * `--plaintext-cache`.
 *
 * @param appName - names the folder of the cache and the key in the keyring; two products must not
 *   share it
 * @throws {UsageError} when the path cannot hold a cache
 */
export async function tokenCache(
  where: AuthorityConfig,
  options: Pick<SampleOptions, 'cache' | 'keyFile' | 'plaintextCache' | 'verbose'>,
  appName: string,
): Promise<FileCachePlugin> {
  const { cache: file = cacheLocation(where, appName), keyFile, plaintextCache } = options;
  assertDistinctFiles({ '--cache': file, '--key-file': keyFile });
  const asUsage = (error: unknown) => {
    throw asCacheUsage(error, options.cache, file);
  };
  const withoutKeyFile = where.emulator || plaintextCache ? 'plaintext' : 'keyring';
  const cache = fileCachePlugin({
    file,
    keyring: { service: appName },
    protection: keyFile ? keyFromFile(keyFile) : withoutKeyFile,
    onDamaged: ({ message }) => writeLine(message),
    onWriteFailed: ({ errorMessage }) => writeLine(errorMessage),
  });
  await cache.isFilled().catch(asUsage);
  if (options.verbose) writeLine(`cache  ${(await cache.describeProtection()).text}`);
  return {
    ...cache,
    check: () => cache.check().catch(asUsage),
    remove: () => cache.remove().catch(asUsage),
  };
}

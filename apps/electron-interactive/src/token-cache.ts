import { AuthCoreError, type FileCachePlugin, fileCachePlugin } from '@entra-flows/auth-core';
import { join } from 'node:path';
import { keyFromSafeStorage, type KeyWrapping } from './key-from-safe-storage.ts';

export interface TokenCacheOptions {
  /** Absolute path: Electron's `userData`. */
  folder: string;
  /** Whose tokens: each app at each authority has a file of its own. */
  clientId: string;
  authority: string;
  allowBasicText: boolean;
  /** Told what has become of tokens that cannot be kept or read. */
  onTrouble: (message: string) => void;
}

/** Where tokens are kept, and that in words. */
export interface KeptTokens {
  /** Missing where the system cannot keep a key: tokens then last as long as the app runs. */
  plugin?: FileCachePlugin;
  text: string;
}

/**
 * The token cache of this app: one file, encrypted with a key that `safeStorage` keeps.
 *
 * Tried out before anybody signs in. Where there is no keyring, tokens stay in memory, and the
 * window says so: nobody is kept from signing in, and nothing lies about for others to read.
 *
 * @throws {AuthCoreError} `cache_unusable` when the path cannot hold a cache
 */
export async function tokenCache(
  safeStorage: KeyWrapping,
  { folder, clientId, authority, allowBasicText, onTrouble }: TokenCacheOptions,
): Promise<KeptTokens> {
  const host = new URL(authority).host.replace(/[^a-z0-9.]/gi, '-');
  const file = join(folder, `${host}-${clientId.toLowerCase()}.cache`);
  const plugin = fileCachePlugin({
    file,
    protection: keyFromSafeStorage(safeStorage, { file: `${file}.key`, allowBasicText }),
    onDamaged: ({ message }) => onTrouble(message),
    onWriteFailed: ({ errorMessage }) => onTrouble(errorMessage),
  });
  try {
    await plugin.check();
    return { plugin, text: (await plugin.describeProtection()).text };
  } catch (error) {
    if (!(error instanceof AuthCoreError) || error.errorCode !== 'keyring_unavailable') throw error;
    onTrouble(error.errorMessage);
    return { text: `In memory only, until this app is closed. ${error.errorMessage}` };
  }
}

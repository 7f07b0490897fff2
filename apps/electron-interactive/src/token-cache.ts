import type { ISerializableTokenCache } from '@azure/msal-node';
import { AuthCoreError, type FileCachePlugin, fileCachePlugin } from '@entra-flows/auth-core';
import { join } from 'node:path';
import { said } from '@entra-flows/sample-kit';
import { keyFromSafeStorage, type KeyWrapping } from './key-from-safe-storage.ts';

export interface TokenCacheOptions {
  /** Absolute path: Electron's `userData`. */
  folder: string;
  /** Whose tokens: each app at each authority has a file of its own. */
  clientId: string;
  authority: string;
  allowBasicText: boolean;
  /** Called with the reason when tokens cannot be kept or read. */
  onTrouble: (message: string) => void;
  /** Called when tokens are kept elsewhere than before, and other accounts may be there. */
  onChange: () => void;
}

/** Where tokens are kept, and that in words. */
export interface KeptTokens {
  plugin: FileCachePlugin;
  /** At the moment, in one or two sentences for the window. */
  readonly text: string;
}

/**
 * The token cache of this app: one file, encrypted with a key that `safeStorage` keeps.
 *
 * Tried before the user signs in. While the system does not give the key, tokens stay in memory
 * and the window says so: the user can sign in all the same, and the files stay as they are. A
 * sign-in asks for the key again, since then there is something new to keep.
 *
 * @throws {AuthCoreError} `cache_unusable` when the path cannot hold a cache
 */
export async function tokenCache(
  safeStorage: KeyWrapping,
  { folder, clientId, authority, allowBasicText, onTrouble, onChange }: TokenCacheOptions,
): Promise<KeptTokens> {
  const host = new URL(authority).host.replace(/[^a-z0-9.]/gi, '-');
  const file = join(folder, `${host}-${clientId.toLowerCase()}.cache`);
  /** Why tokens are in memory only, while they are. */
  let why: AuthCoreError | undefined;
  let latest: ISerializableTokenCache | undefined;

  const key = keyFromSafeStorage(safeStorage, {
    ...{ file: `${file}.key`, allowBasicText },
    onLateKey: () => void keepAfterAll(tryOut),
  });
  const plugin = fileCachePlugin({
    ...{ file, protection: key },
    onDamaged: ({ message }) => onTrouble(message),
    onWriteFailed: report,
    onKeyUnavailable: stayInMemory,
  });

  function stayInMemory(error: AuthCoreError): void {
    if (why?.errorMessage === error.errorMessage) return;
    why = error;
    onTrouble(error.errorMessage);
  }

  /** The key that is there, first: `check` makes one. Tokens that are there need neither a lock nor room. */
  async function tryOut(): Promise<void> {
    await key.getKey(false);
    if (!(await plugin.isFilled())) await plugin.check();
  }

  /** Also what was in memory only until now. */
  async function keepAfterAll(getKey: () => Promise<unknown>): Promise<void> {
    try {
      await getKey();
      if (latest && hasAccounts(latest)) await plugin.save(latest);
      why = undefined;
      onChange();
    } catch (error) {
      report(error as Error);
    }
  }

  function report(error: Error): void {
    if (isAboutKey(error)) stayInMemory(error);
    else onTrouble(error.message);
  }

  try {
    await tryOut();
  } catch (error) {
    if (!isAboutKey(error)) throw error;
    stayInMemory(error);
  }
  const protection = await plugin.describeProtection();
  return {
    plugin: {
      ...plugin,
      async afterCacheAccess(context) {
        await plugin.afterCacheAccess(context);
        latest = context.tokenCache;
        if (!why || !context.cacheHasChanged || !hasAccounts(latest)) return;
        await keepAfterAll(() => plugin.runExclusive(() => key.getKey(true)));
      },
      check: async () => (why ? undefined : plugin.check()),
      // What this process could not read is not what the user signs out of.
      remove: async () => (why ? undefined : plugin.remove()),
      save: (cache) =>
        plugin.save(cache).catch((error: unknown) => {
          if (!why || !isAboutKey(error)) throw error;
        }),
    },
    get text() {
      return why
        ? said({
            en: `In memory only, until this app is closed. ${why.errorMessage}`,
            ko: `이 앱을 닫을 때까지 메모리에만 있습니다. ${why.errorMessage}`,
          })
        : protection.text;
    },
  };
}

function isAboutKey(error: unknown): error is AuthCoreError {
  return error instanceof AuthCoreError && error.errorCode === 'keyring_unavailable';
}

function hasAccounts(cache: ISerializableTokenCache): boolean {
  const { Account = {} } = JSON.parse(cache.serialize()) as { Account?: object };
  return Object.keys(Account).length > 0;
}

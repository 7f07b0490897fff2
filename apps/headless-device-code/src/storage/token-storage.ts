import type { PublicClientApplication } from '@azure/msal-node';
import {
  type FileCachePlugin,
  fileCachePlugin,
  isDiskRefusal,
  type PendingDeviceCode,
  pendingDeviceCodeFile,
} from '@entra-flows/auth-core';
import {
  asCacheUsage,
  assertDistinctFiles,
  type AuthorityConfig,
  cacheLocation,
} from '@entra-flows/sample-kit/service';
import type { ServiceOptions } from '../options.ts';
import type { Journal } from '../journal.ts';
import type { ServiceStatus } from '../service-status.ts';
import { keyOfService } from './key-of-service.ts';
import { pendingCode } from './pending-code.ts';
import { exclusiveWithOrWithoutRoom } from './without-disk.ts';

/** Keeps tokens and the pending code: in memory, and on the disk while it takes them. */
export interface TokenStorage {
  cache: FileCachePlugin;
  pending: PendingDeviceCode;
  /** Writes what only memory holds, once there is room again. */
  catchUp(client: PublicClientApplication): Promise<void>;
}

export interface StorageContext {
  /** Names the cache's folder and the key's entry in the keyring. */
  appName: string;
  journal: Journal;
  status: ServiceStatus;
  signal: AbortSignal;
}

/**
 * The token cache of the service and, beside it, its pending code. A disk that is full, read-only or
 * broken costs no more than a new sign-in after the next restart, and is said.
 *
 * @throws {UsageError} for a path or a key that cannot work, before the user signs in
 * @throws {AuthCoreError} `keyring_unavailable`
 */
export async function tokenStorage(
  where: AuthorityConfig,
  options: ServiceOptions,
  { appName, journal, status, signal }: StorageContext,
): Promise<TokenStorage> {
  const file = options.cache ?? cacheLocation(where, appName);
  assertDistinctFiles({
    '--cache': file,
    '--key-file': options.keyFile,
    '--code-file': options.own['code-file'],
  });
  const protection = keyOfService(where, options);
  const asUsage = (error: unknown) => asCacheUsage(error, options.cache, file);
  const notKept = (error: unknown) => status.kept((error as Error).message);
  const shared = {
    protection,
    keyring: { service: appName, signal },
    onDamaged: ({ message }: { message: string }) =>
      journal.warning('set-aside', { text: message }),
  };
  const plugin = fileCachePlugin({ ...shared, file, onWriteFailed: notKept });
  const check = () =>
    plugin.check().catch((error: unknown) => {
      if (!isDiskRefusal(error)) throw asUsage(error);
      notKept(error);
    });
  // Tokens that are there need neither a lock nor room to be used.
  const isFilled = await plugin.isFilled().catch((error: unknown) => {
    if (!isDiskRefusal(error)) throw asUsage(error);
    notKept(error);
  });
  if (!isFilled) await check();
  journal.info('token-cache', { file, text: (await plugin.describeProtection()).text });
  const runExclusive = exclusiveWithOrWithoutRoom(plugin.runExclusive, notKept);
  const codeFile = `${file}.code`;
  const keyring = { ...shared.keyring, account: codeFile };
  const pending = pendingCode(
    pendingDeviceCodeFile({ ...shared, keyring, file: codeFile }),
    signal,
    notKept,
  );
  return {
    cache: { ...plugin, check, runExclusive },
    pending: {
      ...pending,
      remove() {
        status.codeIsOver();
        return pending.remove();
      },
    },
    async catchUp(client) {
      if (!status.view.notKept) return;
      try {
        // Where there is nothing to save, saving would succeed on any disk.
        await plugin.check();
        await plugin.save(client.getTokenCache());
        status.kept();
      } catch (error) {
        notKept(error);
      }
    },
  };
}

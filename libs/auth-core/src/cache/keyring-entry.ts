import type { AsyncEntry, EntryOptions } from '@napi-rs/keyring';
import { requireNative } from '@entra-flows/primitives/native-package';

/** One entry of the system's keyring. */
export interface KeyringEntry {
  get(signal: AbortSignal): Promise<string | undefined>;
  set(text: string, signal: AbortSignal): Promise<void>;
  remove(signal: AbortSignal): Promise<void>;
}

/** Where the entry is in the keyring. */
export interface KeyringPlace {
  service: string;
  account: string;
}

/** What is used of `@napi-rs/keyring`. */
export interface KeyringPackage {
  AsyncEntry: new (
    service: string,
    account: string,
    options: EntryOptions,
  ) => Pick<AsyncEntry, 'getPassword' | 'setPassword' | 'deletePassword'>;
}

/**
 * The entry as the native package asks for it: in this process, which suits the Keychain and the
 * Credential Manager, and in a process of its own on Linux.
 *
 * @param load - `@napi-rs/keyring`, an optional dependency
 */
export function nativeEntry(
  { service, account }: KeyringPlace,
  load = async () => requireNative('@napi-rs/keyring') as KeyringPackage,
): KeyringEntry {
  const opened = async () => new (await load()).AsyncEntry(service, account, OPTIONS);
  return {
    get: async (signal) => (await (await opened()).getPassword(signal)) ?? undefined,
    set: async (text, signal) => (await opened()).setPassword(text, signal),
    async remove(signal) {
      await (await opened()).deletePassword(signal);
    },
  };
}

/** Linux is pinned to the Secret Service, since the kernel's own keyring forgets at the next start. */
export const OPTIONS: EntryOptions = { linux: { store: 'secret-service' } };

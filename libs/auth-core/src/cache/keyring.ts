import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AsyncEntry, EntryOptions } from '@napi-rs/keyring';
import { AuthCoreError } from '../errors/auth-core-error.ts';
import { printableText } from '../errors/printable-text.ts';
import type { KeyProvider } from './key-provider.ts';
import { KEY_BYTES } from './sealed-envelope.ts';

export interface KeyringOptions {
  /** Default `@entra-flows/auth-core`. */
  service?: string;
  /** One entry a file: it goes when the file is removed. */
  account?: string;
  /** ms to wait for the keyring, which may be asking a person to unlock it; default 30,000. */
  timeout?: number;
}

/** What is used of `@napi-rs/keyring`. */
export interface KeyringPackage {
  AsyncEntry: new (
    service: string,
    account: string,
    options: EntryOptions,
  ) => Pick<AsyncEntry, 'getPassword' | 'setPassword' | 'deletePassword'>;
}
type Entry = InstanceType<KeyringPackage['AsyncEntry']>;

/** Under load a keyring answers in tens of milliseconds; a person needs longer for a password. */
const TIMEOUT_MS = 30_000;

/**
 * The keyring of the operating system: Keychain, Credential Manager, or the Secret Service on
 * Linux. Linux is pinned to it, since the kernel's own keyring forgets at the next start.
 *
 * `@napi-rs/keyring` is an optional dependency, loaded on first use.
 *
 * @throws {AuthCoreError} `keyring_unavailable` from `getKey` and `removeKey`
 */
export function keyFromKeyring(
  options: KeyringOptions & { account: string },
  load: () => Promise<KeyringPackage> = () => import('@napi-rs/keyring'),
): KeyProvider {
  const { service = '@entra-flows/auth-core', account, timeout = TIMEOUT_MS } = options;

  async function ask<T>(question: (entry: Entry, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { AsyncEntry } = await loaded(load);
    const deadline = AbortSignal.timeout(timeout);
    try {
      const entry = new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
      return await Promise.race([question(entry, deadline), failOn(deadline)]);
    } catch (error) {
      throw unavailable(
        deadline.aborted
          ? `it did not answer within ${timeout / 1000} s`
          : printableText((error as Error).message, { trusted: true, longest: 200 }),
        error,
      );
    }
  }

  return {
    name: KEYRING_NAMES[process.platform] ?? 'the Secret Service keyring',
    async getKey(create) {
      const kept = await ask((entry, signal) => entry.getPassword(signal));
      if (kept != null) return decoded(kept, service, account);
      if (!create) return undefined;
      const key = randomBytes(KEY_BYTES);
      await ask((entry, signal) => entry.setPassword(key.toString('base64'), signal));
      return key;
    },
    async removeKey() {
      await ask((entry, signal) => entry.deletePassword(signal));
    },
  };
}

const KEYRING_NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'the Keychain',
  win32: 'the Windows Credential Manager',
};

async function loaded(load: () => Promise<KeyringPackage>): Promise<KeyringPackage> {
  try {
    return await load();
  } catch (error) {
    throw unavailable('the package @napi-rs/keyring is not installed for this system', error);
  }
}

async function failOn(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

function decoded(text: string, service: string, account: string): Uint8Array {
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw unavailable(
    `its entry "${account}" of "${service}" does not hold a key; remove that entry`,
  );
}

function unavailable(why: string, cause?: unknown): AuthCoreError {
  return new AuthCoreError(
    'keyring_unavailable',
    `The keyring, which keeps the key of the token cache, cannot be used: ${why}. ${REMEDY}`,
    { cause },
  );
}

const REMEDY =
  process.platform === 'linux'
    ? 'Start and unlock a Secret Service (gnome-keyring, KWallet, KeePassXC) in this D-Bus session, ' +
      'or choose another protection: a key file, or plain text.'
    : 'Unlock it, or choose another protection: a key file, or plain text.';

import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { raceWithSignal } from '@entra-flows/primitives/race-with-signal';
import { ownTexts } from '../errors/own-texts.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { printableText } from '../errors/printable-text.ts';
import type { KeyProvider } from './key-from-file.ts';
import { type KeyringEntry, type KeyringPlace, nativeEntry } from './keyring-entry.ts';
import { KEY_BYTES } from './sealed-envelope.ts';

/** Which entry of the keyring holds the key, and how long to wait for it. */
export interface KeyringOptions {
  /** Default `@entra-flows/auth-core`. */
  service?: string;
  /** One entry a file: it goes when the file is removed. */
  account?: string;
  /** ms to wait for the keyring, which may be asking the user to unlock it; default 30,000. */
  timeout?: number;
  /** Ends every question, with the signal's reason. */
  signal?: AbortSignal;
}

/** Under load a keyring answers in tens of milliseconds; a user needs longer for a password. */
const TIMEOUT_MS = 30_000;

/** The part of the time that is given to the way without a process. */
const QUICK_MS = 2_000;

/**
 * The keyring of the operating system: Keychain, Credential Manager, or the Secret Service on
 * Linux.
 *
 * `@napi-rs/keyring` is an optional dependency, loaded on first use.
 *
 * @throws {AuthCoreError} `keyring_unavailable` from `getKey` and `removeKey`
 */
export function keyFromKeyring(
  options: KeyringOptions & { account: string },
  entryAt: (place: KeyringPlace) => KeyringEntry = entryOfSystem,
): KeyProvider {
  const { service = '@entra-flows/auth-core', account, timeout = TIMEOUT_MS, signal } = options;
  const entry = entryAt({ service, account });

  async function ask<T>(question: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const deadline = AbortSignal.timeout(timeout);
    const ended = signal ? AbortSignal.any([deadline, signal]) : deadline;
    try {
      ended.throwIfAborted();
      return await raceWithSignal(question(ended), ended);
    } catch (error) {
      signal?.throwIfAborted();
      throw unavailable(deadline.aborted ? tooLate(timeout) : reasonOf(error), error);
    }
  }

  return {
    get name() {
      const { keychain, credentialManager, secretService } = ownTexts();
      const own: Partial<Record<string, string>> = { darwin: keychain, win32: credentialManager };
      return own[process.platform] ?? secretService;
    },
    async getKey(create) {
      const kept = await ask((signal) => entry.get(signal));
      if (kept !== undefined) return decoded(kept, service, account);
      if (!create) return undefined;
      const key = randomBytes(KEY_BYTES);
      await ask((signal) => entry.set(key.toString('base64'), signal));
      return key;
    },
    removeKey: () => ask((signal) => entry.remove(signal)),
  };
}

function entryOfSystem(place: KeyringPlace): KeyringEntry {
  const isOwn = process.platform === 'darwin' || process.platform === 'win32';
  return isOwn ? nativeEntry(place) : entryOfSecretService(place);
}

/**
 * Reads without the native package where the keyring is open, since a process of its own costs a
 * start of Node. Whatever stands in the way of that, the process reports or overcomes, as it asks for the
 * keyring to be unlocked.
 */
function entryOfSecretService(place: KeyringPlace): KeyringEntry {
  const { service, account } = place;
  const native = async () =>
    isRunByRuntime()
      ? (await import('./keyring-process.ts')).entryInProcess(place)
      : nativeEntry(place);
  return {
    async get(signal) {
      try {
        const { readSecret } = await import('./secret-service/read-secret.ts');
        const quickly = AbortSignal.any([signal, AbortSignal.timeout(QUICK_MS)]);
        return await readSecret({ service, username: account }, quickly);
      } catch {
        return (await native()).get(signal);
      }
    },
    set: async (text, signal) => (await native()).set(text, signal),
    remove: async (signal) => (await native()).remove(signal),
  };
}

/**
 * A program that is its own executable (Node's SEA, `bun build --compile`, Electron) would start itself in
 * the place of Node, and that one itself again.
 */
const isRunByRuntime = () => /^(?:node|nodejs|bun|deno)[\d.-]*$/.test(basename(process.execPath));

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND')
    return ownTexts().keyringPackageMissing;
  return printableText(message, { trusted: true, longest: 200 });
}

const tooLate = (timeout: number) => ownTexts().noAnswerWithin(timeout / 1000);

function decoded(text: string, service: string, account: string): Uint8Array {
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw unavailable(ownTexts().notAKey(account, service));
}

function unavailable(why: string, cause?: unknown): AuthCoreError {
  const { noKeyring, startKeyring, unlockKeyring } = ownTexts();
  const remedy = process.platform === 'linux' ? startKeyring : unlockKeyring;
  return new AuthCoreError('keyring_unavailable', noKeyring(why, remedy), { cause });
}

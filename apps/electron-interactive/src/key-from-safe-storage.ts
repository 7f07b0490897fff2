import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  AuthCoreError,
  type KeyProvider,
  readRegularFile,
  writeAtomically,
} from '@entra-flows/auth-core';
import type { SafeStorage } from 'electron';

/** What is used of Electron's `safeStorage`. */
export type KeyWrapping = Pick<
  SafeStorage,
  | 'decryptStringAsync'
  | 'encryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'isAsyncEncryptionAvailable'
>;

export interface SafeStorageKeyOptions {
  /** The file that holds the key, encrypted by the system: DPAPI, Keychain, libsecret or KWallet. */
  file: string;
  /** Takes Chromium's fixed password on a Linux without a keyring: whoever reads the file has the key. */
  allowBasicText?: boolean;
  platform?: NodeJS.Platform;
}

/**
 * A key provider of Electron's `safeStorage`, once the app is ready.
 *
 * @throws {AuthCoreError} `keyring_unavailable` from `getKey` where the system keeps no secrets
 * @see https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function keyFromSafeStorage(
  safeStorage: KeyWrapping,
  { file, allowBasicText = false, platform = process.platform }: SafeStorageKeyOptions,
): KeyProvider {
  const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'the system';

  async function check(): Promise<void> {
    if (backend === 'basic_text' && !allowBasicText) throw unavailable(noKeyring);
    if (await safeStorage.isAsyncEncryptionAvailable()) return;
    throw unavailable('the system does not give the key that encrypts; unlock its keyring');
  }

  return {
    name: `Electron's safeStorage (${names[backend] ?? names[platform] ?? 'the system'})`,
    async getKey(create) {
      await check();
      const wrapped = await readIfThere(file);
      const key = wrapped && (await unwrapped(safeStorage, wrapped));
      if (key || !create) return key;
      const made = randomBytes(32);
      const content = await safeStorage.encryptStringAsync(made.toString('base64'));
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      // The system may only have failed for once: with the old key the old tokens can be had again.
      if (wrapped) await rename(file, `${file}${ASIDE}${Date.now()}`);
      await writeAtomically(file, content);
      return made;
    },
    async removeKey() {
      await rm(file, { force: true });
      for (const old of await setAsides(file)) await rm(old, { force: true });
    },
  };
}

const ASIDE = '.unreadable-';

async function setAsides(file: string): Promise<string[]> {
  const names = await readdir(dirname(file)).catch(() => []);
  const old = names.filter((name) => name.startsWith(`${basename(file)}${ASIDE}`));
  return old.map((name) => join(dirname(file), name));
}

/** A key that the system can no longer decrypt is lost: it was made by another user or another keyring. */
async function unwrapped(
  safeStorage: KeyWrapping,
  wrapped: Buffer,
): Promise<Uint8Array | undefined> {
  try {
    const { result } = await safeStorage.decryptStringAsync(wrapped);
    const key = Buffer.from(result, 'base64');
    return key.length === 32 ? key : undefined;
  } catch {
    return undefined;
  }
}

/** A wrapped key has a few hundred bytes. */
const LARGEST = 64 * 1024;

async function readIfThere(file: string): Promise<Buffer | undefined> {
  const found = await readRegularFile(file, LARGEST).catch((error: unknown) => {
    throw unavailable(`${file} should hold their key, and cannot be read; move it away`, error);
  });
  return found?.tooLarge ? Buffer.alloc(0) : found?.content;
}

const names: Record<string, string> = {
  darwin: 'the Keychain',
  win32: 'Windows (DPAPI)',
  gnome_libsecret: 'the Secret Service keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
  basic_text: 'a password that everybody knows',
};

const noKeyring =
  'this system has no keyring (its backend is basic_text, a password that everybody knows). ' +
  'Install and unlock gnome-keyring or KWallet, or start with --allow-basic-text';

const unavailable = (why: string, cause?: unknown) =>
  new AuthCoreError('keyring_unavailable', `Tokens cannot be kept: ${why}.`, { cause });

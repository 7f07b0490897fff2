import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  AuthCoreError,
  type KeyProvider,
  readRegularFile,
  writeAtomically,
} from '@entra-flows/auth-core';
import type { SafeStorage } from 'electron';
import { questionsWithin } from './questions-within.ts';

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
  /** Takes Chromium's fixed password on a Linux without a keyring: a program that reads the file has the key. */
  allowBasicText?: boolean;
  platform?: NodeJS.Platform;
  /** ms for all that one call of `getKey` asks; default 1,500. The app's window waits for it. */
  timeout?: number;
  /** Called when a key can be had after all: a user may need longer to unlock a keyring. */
  onLateKey?: () => void;
}

/**
 * A key provider of Electron's `safeStorage`, once the app is ready.
 *
 * A rejection or a silence of `safeStorage` means that the key is unavailable now, never that it is
 * lost: `getKey(false)` then throws, without asking again, and touches no file. `getKey(true)`,
 * called when there is something new to keep, asks again. If the system still does not decrypt the
 * old key but does encrypt and decrypt a new one, the old one is set aside, once for each provider.
 *
 * @throws {AuthCoreError} `keyring_unavailable` from `getKey` where the system keeps no secrets, or
 *   does not give them now
 * @see https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function keyFromSafeStorage(
  safeStorage: KeyWrapping,
  options: SafeStorageKeyOptions,
): KeyProvider {
  const { file, allowBasicText = false, platform = process.platform } = options;
  const { timeout = TIMEOUT_MS, onLateKey = () => undefined } = options;
  const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'the system';
  let known: Uint8Array | undefined;
  /** Why the last question had no answer: reads do not ask again. */
  let refusal: Error | undefined;
  let isOldSetAside = false;
  let isTryingAgain = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function findKey(create: boolean, limit: number): Promise<Uint8Array | undefined> {
    if (backend === 'basic_text' && !allowBasicText) throw unavailable(noKeyring);
    const ask = questionsWithin(limit, {
      silent: () => unavailable(`the system did not answer within ${limit / 1000} s; ${UNLOCK}`),
      onLate: tryOnceMore,
    });
    const isThere = await ask(() => safeStorage.isAsyncEncryptionAvailable()).catch(rejected);
    if (!isThere) throw unavailable(`the system does not give the key that encrypts; ${UNLOCK}`);
    const wrapped = await readIfThere(file);
    const kept = wrapped && (await unwrap(wrapped, ask));
    if (kept instanceof Uint8Array) return kept;
    if (!create) {
      if (kept) throw kept;
      return undefined;
    }
    if (kept && isOldSetAside) throw kept;
    const made = randomBytes(KEY_BYTES);
    const content = await wrap(made.toString('base64'), ask);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    if (kept) await setAside(file);
    isOldSetAside ||= kept !== undefined;
    await writeAtomically(file, content);
    return made;
  }

  /** @returns the key, or why the system does not decrypt it */
  async function unwrap(wrapped: Buffer, ask: Ask): Promise<Uint8Array | AuthCoreError> {
    const answer = await ask(() => safeStorage.decryptStringAsync(wrapped)).catch(notDecrypted);
    if (answer instanceof AuthCoreError) return answer;
    const { result, shouldReEncrypt } = answer;
    const key = Buffer.from(result, 'base64');
    if (key.length !== KEY_BYTES) return notDecrypted(undefined);
    if (shouldReEncrypt) {
      // The old content is still good: a system that cannot now is asked at the next start.
      const renewed = await wrap(result, ask).catch(() => undefined);
      if (renewed) await writeAtomically(file, renewed).catch(() => undefined);
    }
    return key;
  }

  /** Encrypted as the system can decrypt it again: tried before anything is replaced by it. */
  async function wrap(text: string, ask: Ask): Promise<Buffer> {
    const content = await ask(() => safeStorage.encryptStringAsync(text)).catch(rejected);
    const { result } = await ask(() => safeStorage.decryptStringAsync(content)).catch(rejected);
    if (result !== text) throw unavailable('the system does not decrypt what it encrypts');
    return content;
  }

  /** The system has woken up, and the window is there: it may take its time now, and holds up no sign-in. */
  function tryOnceMore(): void {
    if (known || isTryingAgain) return;
    isTryingAgain = true;
    const found = (key: Uint8Array | undefined) => {
      known ??= key;
      refusal = undefined;
      onLateKey();
    };
    const failed = (error: unknown) => void (refusal = known ? undefined : (error as Error));
    void findKey(false, LATE_TIMEOUT_MS)
      .then(found, failed)
      .finally(() => (isTryingAgain = false));
  }

  /** One after another: two calls at once would ask the user to unlock the keyring twice. */
  function takeTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    name: `Electron's safeStorage (${names[backend] ?? names[platform] ?? 'the system'})`,
    async getKey(create) {
      if (known) return known;
      if (refusal && !create) throw refusal;
      return takeTurn(async () => {
        try {
          known ??= await findKey(create, timeout);
          refusal = undefined;
          return known;
        } catch (error) {
          refusal = error as Error;
          throw error;
        }
      });
    },
    async removeKey() {
      known = undefined;
      await rm(file, { force: true });
      for (const old of await setAsides(file)) await rm(old, { force: true });
    },
  };
}

type Ask = ReturnType<typeof questionsWithin>;

const KEY_BYTES = 32;
const TIMEOUT_MS = 1_500;
/** Long enough for a user to type a password. */
const LATE_TIMEOUT_MS = 120_000;

/** How many keys are kept that the system did not decrypt, the newest. */
const KEPT_ASIDE = 3;

/** A copy, not a move: a crash in between must not leave the old tokens without their key. */
async function setAside(file: string): Promise<void> {
  await copyFile(file, `${file}.unreadable-${Date.now()}`, constants.COPYFILE_EXCL);
  const old = (await setAsides(file)).sort();
  for (const one of old.slice(0, -KEPT_ASIDE)) await rm(one, { force: true });
}

/** Plain files with the whole name that `setAside` gives: other names are not this app's. */
async function setAsides(file: string): Promise<string[]> {
  const entries = await readdir(dirname(file)).catch(() => []);
  const start = basename(file);
  const old: string[] = [];
  for (const name of entries) {
    const isOurs = name.startsWith(start) && /^\.unreadable-\d{13}$/.test(name.slice(start.length));
    const path = join(dirname(file), name);
    if (isOurs && (await lstat(path)).isFile()) old.push(path);
  }
  return old;
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

const UNLOCK = 'unlock its keyring, then start this app again';

const unavailable = (why: string, cause?: unknown) =>
  new AuthCoreError('keyring_unavailable', `Tokens cannot be kept: ${why}.`, { cause });

/** Silence has its own words already. */
function rejected(error: unknown): never {
  if (error instanceof AuthCoreError) throw error;
  throw unavailable(`the system refused to encrypt their key; ${UNLOCK}`, error);
}

/** @returns why, for a rejection; silence is thrown */
function notDecrypted(error: unknown): AuthCoreError {
  if (error instanceof AuthCoreError) throw error;
  return unavailable(
    `the system does not decrypt their key now; ${UNLOCK}. What is kept stays as it is, and is set aside only by a sign-in`,
    error,
  );
}

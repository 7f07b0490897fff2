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
import { said, type Said } from '@entra-flows/sample-kit';
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
  const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform;
  const keyring = names[backend] ?? names['other'] ?? '';
  let known: Uint8Array | undefined;
  /** Why the last question had no answer: reads do not ask again. */
  let refusal: Error | undefined;
  let isOldSetAside = false;
  let isTryingAgain = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function findKey(create: boolean, limit: number): Promise<Uint8Array | undefined> {
    if (backend === 'basic_text' && !allowBasicText) throw unavailable(noKeyring);
    const ask = questionsWithin(limit, {
      silent: () => unavailable(noAnswer(limit / 1000)),
      onLate: tryOnceMore,
    });
    const isThere = await ask(() => safeStorage.isAsyncEncryptionAvailable()).catch(rejected);
    if (!isThere) throw unavailable(noKey);
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
    if (result !== text) throw unavailable(notTheSame);
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
    name: said({
      en: `Electron's safeStorage (${said(keyring)})`,
      ko: `Electron safeStorage(${said(keyring)})`,
    }),
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
    throw unavailable(notReadable(file), error);
  });
  return found?.tooLarge ? Buffer.alloc(0) : found?.content;
}

const names: Record<string, Said> = {
  darwin: { en: 'the Keychain', ko: '키체인' },
  win32: 'Windows (DPAPI)',
  gnome_libsecret: { en: 'the Secret Service keyring', ko: 'Secret Service 키링' },
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
  basic_text: { en: 'a password that everybody knows', ko: '누구나 아는 암호' },
  other: { en: 'the system', ko: '시스템' },
};

interface Words {
  en: string;
  ko: string;
}

const noKeyring: Words = {
  en:
    'this system has no keyring (its backend is basic_text, a password that everybody knows). ' +
    'Install and unlock gnome-keyring or KWallet, or start with --allow-basic-text',
  ko:
    '이 시스템에는 키링이 없습니다(basic_text, 누구나 아는 암호). ' +
    'gnome-keyring이나 KWallet을 설치하고 잠금을 풀거나 --allow-basic-text로 시작하세요',
};

/** With what to do about it. */
const unlock = (words: Words): Words => ({
  en: `${words.en}; unlock its keyring, then start this app again`,
  ko: `${words.ko}. 키링의 잠금을 푼 다음 이 앱을 다시 시작하세요`,
});

const noAnswer = (seconds: number) =>
  unlock({
    en: `the system did not answer within ${seconds} s`,
    ko: `시스템이 ${seconds}초 안에 응답하지 않았습니다`,
  });

const noKey = unlock({
  en: 'the system does not give the key that encrypts',
  ko: '시스템이 암호화할 키를 주지 않습니다',
});

const notReadable = (file: string): Words => ({
  en: `${file} should hold their key, and cannot be read; move it away`,
  ko: `토큰의 키가 있어야 할 ${file} 파일을 읽을 수 없습니다. 다른 곳으로 옮기세요`,
});

const refused = unlock({
  en: 'the system refused to encrypt their key',
  ko: '시스템이 토큰의 키를 암호화하지 않았습니다',
});

const notTheSame: Words = {
  en: 'the system does not decrypt what it encrypts',
  ko: '시스템이 암호화한 것을 다시 해독하지 못합니다',
};

const locked = unlock({
  en: 'the system does not decrypt their key now',
  ko: '지금은 시스템이 토큰의 키를 해독하지 않습니다',
});

const unavailable = ({ en, ko }: Words, cause?: unknown) =>
  new AuthCoreError(
    'keyring_unavailable',
    said({ en: `Tokens cannot be kept: ${en}.`, ko: `토큰을 보관할 수 없습니다: ${ko}.` }),
    { cause },
  );

/** Silence has its own words already. */
function rejected(error: unknown): never {
  if (error instanceof AuthCoreError) throw error;
  throw unavailable(refused, error);
}

/** @returns why, for a rejection; silence is thrown */
function notDecrypted(error: unknown): AuthCoreError {
  if (error instanceof AuthCoreError) throw error;
  return unavailable(
    {
      en: `${locked.en}. What is kept stays as it is, and is set aside only by a sign-in`,
      ko: `${locked.ko}. 보관된 것은 그대로 두며, 로그인할 때만 옮겨 둡니다`,
    },
    error,
  );
}

import { basename, dirname, resolve } from 'node:path';
import {
  aFunction,
  aText,
  aTime,
  checkOptions,
  type MemberKind,
  withMembers,
} from '@entra-flows/primitives/check-members';
import { isJsonObject } from '@entra-flows/primitives/json-object';
import { ownTexts } from '../errors/own-texts.ts';
import { LONGEST_REFRESH } from '../http/deadline.ts';
import { sweepClaims, takeLock } from './cross-process-lock.ts';
import { exclusiveSection } from './exclusive-section.ts';
import { fileContent } from './file-content.ts';
import { isDiskRefusal, unusable } from './file-fault.ts';
import type { KeyProvider } from './key-from-file.ts';
import { keyFromKeyring, type KeyringOptions } from './keyring.ts';
import { encrypted, plaintext, type Protection, type ProtectionDescription } from './protection.ts';
import type { DamageEvent, OnDamaged } from './set-aside.ts';
import type { OnWriteStep } from '@entra-flows/primitives/write-atomically';

const LARGEST = 16 * 1024 * 1024;

export interface ProtectedFileOptions<T> {
  /** Made with mode 0600, missing folders with 0700. */
  file: string;
  /** `plaintext` has to be said: nothing falls back to it. */
  protection: 'keyring' | 'plaintext' | KeyProvider;
  /** Makes sense of the text; throws if it is not what this file should hold. */
  parse: (text: string) => T;
  /** Called when the content could not be used and was set aside; default: a process warning. */
  onDamaged?: OnDamaged | undefined;
  /** ms to wait for other processes; default 45,000, which is longer than a refresh can take. */
  lockTimeout?: number | undefined;
  /** Where the key is in the keyring: one entry a file. Default account: the file's path. */
  keyring?: KeyringOptions | undefined;
  /** bytes; default 16 MiB. A larger file is set aside unread. */
  largest?: number | undefined;
  /** Called at each step of a write; for tests. */
  onStep?: OnWriteStep | undefined;
}

/** The lock, held, with the content behind it. */
export interface FileSession<T> {
  /** The content; one that cannot be used is set aside. */
  read(): Promise<T | undefined>;
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

/**
 * One small file of text that outlives crashes, hostile neighbours and other processes.
 *
 * Every method throws `AuthCoreError`: `cache_unusable` (not a plain file of this user, not
 * allowed, disk full), `cache_locked` (another process kept it for too long), `keyring_unavailable`.
 */
export interface ProtectedFile<T> {
  readonly path: string;
  readonly protection: ProtectionDescription;
  /** The content as last read or written here, if the file is unchanged since. Does not wait. */
  peek(): { value: T | undefined } | undefined;
  /** The content, or `undefined` if there is none (any more). Takes no lock. */
  read(): Promise<T | undefined>;
  /** Takes the lock for a read and a write that belong together; end it in a `finally`. */
  begin(signal?: AbortSignal): Promise<FileSession<T>>;
  /** Replaces the content by what `change` makes of it; `undefined` leaves it as it is. */
  update(change: (current: T | undefined) => string | undefined): Promise<void>;
  /** Runs `work` with the lock held; the other methods, called inside, do not wait for it. */
  runExclusive<R>(work: () => Promise<R>, signal?: AbortSignal): Promise<R>;
  /** Tells now what would fail later: tries the folder, the lock, the content, the key, the room. */
  check(): Promise<void>;
  /** Removes the file, what was set aside of it, and the key; a stranger's file stays set aside. */
  remove(): Promise<void>;
}

const [isProvider] = withMembers({ getKey: aFunction });
const MEMBERS = {
  file: aText,
  protection: [
    (value) => ['keyring', 'plaintext'].includes(value as string) || isProvider(value),
    "'keyring', 'plaintext' or a key provider",
  ],
  onDamaged: aFunction,
  lockTimeout: aTime,
  keyring: [isJsonObject, 'an object'],
  // Of those that are made of such a file.
  onWriteFailed: aFunction,
  onKeyUnavailable: aFunction,
} satisfies Record<string, MemberKind>;

export function protectedFile<T>(options: ProtectedFileOptions<T>): ProtectedFile<T> {
  checkOptions({ ...options, protection: options.protection ?? '' }, MEMBERS);
  if (!options.file) throw unusable(ownTexts().emptyPath);
  const path = resolve(options.file);
  const lockPath = `${path}.lock`;
  const timeout = options.lockTimeout ?? LONGEST_REFRESH + 5_000;
  const section = exclusiveSection(async (turn) => {
    const lock = await takeLock(lockPath, turn);
    // Times of whole seconds may hide what others wrote; the one who has the lock must not miss it.
    content.forget();
    return lock;
  });
  const { parse, onStep, largest = LARGEST, onDamaged = warn } = options;
  const protection = protectionOf(options, path);
  const content = fileContent({ path, protection, parse, largest, onDamaged, onStep });
  let swept = false;

  async function begin(signal?: AbortSignal): Promise<FileSession<T>> {
    const { lock, leave } = await section.enter({ timeout, signal });
    if (!swept || lock.recovered) await sweep();
    await onStep?.('locked');
    return {
      read: content.loadOrSetAside,
      write: (text) => content.write(text, lock.stillHeld),
      end: leave,
    };
  }

  /** What processes left that were killed before they could tidy up. */
  async function sweep(): Promise<void> {
    swept = true;
    await content.sweep().catch(() => undefined);
    await sweepClaims(dirname(path), basename(lockPath)).catch(() => undefined);
  }

  async function within<R>(work: (session: FileSession<T>) => Promise<R>): Promise<R> {
    const session = await begin();
    try {
      return await work(session);
    } finally {
      await session.end();
    }
  }

  return {
    path,
    protection: protection.description,
    peek: content.peek,
    begin,
    runExclusive: (work, signal) => section.run(work, { timeout, signal }),
    async read() {
      const loaded = await content.load();
      // Only the holder of the lock may move it: a writer may have mended it by then.
      return 'value' in loaded ? loaded.value : within((session) => session.read());
    },
    update: (change) =>
      within(async (session) => {
        const text = change(await session.read());
        if (text !== undefined) await session.write(text);
      }),
    check: () =>
      within(async (session) => {
        await session.read();
        await protection.prepare();
        await content.probe();
      }),
    async remove() {
      const session = await begin().catch((error: unknown) => {
        // A disk that cannot hold a lock takes no writes, and what is on it can be removed.
        if (!isDiskRefusal(error)) throw error;
      });
      try {
        await content.remove();
      } finally {
        await session?.end();
      }
    },
  };
}

function protectionOf<T>(options: ProtectedFileOptions<T>, path: string): Protection {
  const { protection, keyring } = options;
  if (protection === 'plaintext') return plaintext();
  const provider =
    protection === 'keyring' ? keyFromKeyring({ account: path, ...keyring }) : protection;
  // The name, not the whole path: a home folder may move, and a key may come along with it.
  return encrypted(provider, basename(path).toLowerCase());
}

function warn({ message }: DamageEvent): void {
  process.emitWarning(message, { type: 'AuthCoreWarning', code: 'cache_damaged' });
}

import type { ICachePlugin, ISerializableTokenCache, TokenCacheContext } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { type CacheDocument, parseCacheDocument, usablePart } from './cache-document.ts';
import { fileFault, unusable } from './file-fault.ts';
import type { DiscoveryStore } from '../msal/discovery-cache.ts';
import { discoveryTable } from './discovery-table.ts';
import { isPlain, type MsalMemory, msalMemory, plainMemory } from '../msal/msal-memory.ts';
import { type FileSession, protectedFile, type ProtectedFileOptions } from './protected-file.ts';
import { notifySafely } from '@entra-flows/primitives/notify-safely';
import type { ProtectionDescription } from './protection.ts';

/** Where the token cache is kept, and how it is protected. */
export interface FileCacheOptions extends Omit<
  ProtectedFileOptions<CacheDocument>,
  'parse' | 'largest'
> {
  /**
   * Called when tokens could not be written. The caller of MSAL gets its token all the same, this
   * process goes on with it, and the next write tries again; a process warning if missing.
   */
  onWriteFailed?: ((error: AuthCoreError) => void) | undefined;
  /**
   * Called when the key cannot be had now (`keyring_unavailable`) and tokens are to be read: MSAL goes
   * on with what this process has in memory. Without it, MSAL's calls throw that error.
   */
  onKeyUnavailable?: ((error: AuthCoreError) => void) | undefined;
}

/** A token cache in a file, with what goes beyond MSAL's contract. */
export interface FileCachePlugin extends ICachePlugin {
  /** How the tokens are protected, for users and for programs. */
  describeProtection(): Promise<ProtectionDescription>;
  /**
   * Runs `work` while no other process, and no other call of this one, is inside. MSAL's calls in
   * `work` use the lock that is held; each begins by reading what others wrote before.
   *
   * @throws {AuthCoreError} `cache_locked` when the lock cannot be had in time
   * @throws the signal's reason, when it is aborted before `work` begins
   */
  runExclusive<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * Writes what MSAL holds in memory although MSAL does not think that it changed: a rejected
   * refresh token, dropped in memory, otherwise comes back from the file.
   *
   * Unlike MSAL's own writes it throws, so it also shows whether a sign-out reached the disk.
   *
   * @throws {AuthCoreError} `cache_unusable`, `keyring_unavailable`
   */
  save(cache: ISerializableTokenCache): Promise<void>;
  /** Discovery documents, in the same file. */
  readonly discovery: DiscoveryStore;
  /**
   * Whether there is anything to read. It takes no lock and writes nothing, so it reports a path or a
   * key that cannot work without standing in the way of tokens that are there.
   *
   * @throws {AuthCoreError} `cache_unusable`, `keyring_unavailable`
   */
  isFilled(): Promise<boolean>;
  /**
   * Throws before the user signs in what would fail afterwards.
   *
   * @throws {AuthCoreError} `cache_unusable`, `keyring_unavailable`
   */
  check(): Promise<void>;
  /**
   * Removes the file, what was set aside of it, and the key in the keyring: a sign-out that leaves
   * nothing behind. What was set aside and never was a cache stays, and so does the file of
   * `keyFromFile`: other caches may need it, and it may be a mounted secret.
   */
  remove(): Promise<void>;
}

/**
 * MSAL's token cache in one file, for the machine of one user: encrypted, written atomically, shared
 * by any number of processes and clients.
 *
 * Reading takes no lock, and an unchanged file is not read again. A file that cannot be used is
 * set aside as `<file>.damaged-<time>` and reported; the user signs in again.
 *
 * @throws {AuthCoreError} `cache_unusable` from MSAL's calls that read: the path is a folder, a
 *   link, not readable, another user's; `keyring_unavailable` likewise
 * @example
 * const cache = fileCachePlugin({ file: join(dataFolder, 'tokens'), protection: 'keyring' });
 * await cache.check(); // fails now rather than after a sign-in
 */
export function fileCachePlugin(options: FileCacheOptions): FileCachePlugin {
  const { onWriteFailed = warn, onKeyUnavailable } = options;
  const file = protectedFile({ ...options, parse: parseCacheDocument });
  const memories = new WeakMap<ISerializableTokenCache, MsalMemory>();
  const sessions = new WeakMap<TokenCacheContext, FileSession<CacheDocument>>();

  function memoryOf(cache: ISerializableTokenCache): MsalMemory {
    const make = () => (isPlain(cache) ? plainMemory(cache) : msalMemory(cache, refresh));
    const memory = memories.get(cache) ?? make();
    memories.set(cache, memory);
    return memory;
  }

  async function refresh(memory: MsalMemory): Promise<void> {
    memory.restore();
    const latest = file.peek() ?? (await readOrStay());
    if (latest) memory.follow(latest.value?.text);
  }

  /** @returns nothing while the key cannot be had and the owner of this cache can do without */
  async function readOrStay(): Promise<{ value: CacheDocument | undefined } | undefined> {
    try {
      return { value: await file.read() };
    } catch (error) {
      const isAboutKey =
        error instanceof AuthCoreError && error.errorCode === 'keyring_unavailable';
      if (!isAboutKey || !onKeyUnavailable) throw error;
      notifySafely(onKeyUnavailable, error);
      return undefined;
    }
  }

  /** Begins a write. It must not fail: MSAL would throw away the token that it has just got. */
  async function open(context: TokenCacheContext): Promise<void> {
    try {
      const session = await file.begin();
      sessions.set(context, session);
      memoryOf(context.tokenCache).beginWrite((await session.read())?.text);
    } catch (error) {
      await close(context);
      failed(error);
    }
  }

  async function close(context: TokenCacheContext): Promise<void> {
    const session = sessions.get(context);
    sessions.delete(context);
    await session?.end();
  }

  async function store(context: TokenCacheContext): Promise<void> {
    const session = sessions.get(context);
    const memory = memoryOf(context.tokenCache);
    try {
      if (!session) memory.keepUnsaved();
      else if (!(await writeChanges(session, memory))) failed(partlyKept(file.path));
    } catch (error) {
      memory.keepUnsaved();
      failed(error);
    } finally {
      await close(context);
    }
  }

  async function save(cache: ISerializableTokenCache): Promise<void> {
    const memory = memoryOf(cache);
    memory.keepUnsaved();
    const session = await file.begin();
    try {
      memory.beginWrite((await session.read())?.text);
      if (!(await writeChanges(session, memory))) throw partlyKept(file.path);
    } finally {
      await session.end();
    }
  }

  function failed(error: unknown): void {
    notifySafely(onWriteFailed, fileFault('write', file.path, error));
  }

  return {
    beforeCacheAccess: (context) =>
      context.cacheHasChanged ? open(context) : refresh(memoryOf(context.tokenCache)),
    afterCacheAccess: async (context) => {
      if (context.cacheHasChanged) await store(context);
    },
    describeProtection: async () => file.protection,
    runExclusive: file.runExclusive,
    save,
    discovery: discoveryTable(file),
    isFilled: async () => (await file.read()) !== undefined,
    check: file.check,
    remove: file.remove,
  };
}

/** @returns whether all of it could be kept */
async function writeChanges(
  session: FileSession<CacheDocument>,
  memory: MsalMemory,
): Promise<boolean> {
  try {
    const text = memory.textToWrite();
    if (text === undefined) {
      memory.written(undefined);
      return true;
    }
    const usable = usablePart(text);
    await session.write(usable);
    memory.written(usable);
    return usable === text;
  } finally {
    memory.endWrite();
  }
}

function partlyKept(path: string): AuthCoreError {
  return unusable(ownTexts().wrongTypes(path));
}

function warn(error: AuthCoreError): void {
  process.emitWarning(error.errorMessage, { type: 'AuthCoreWarning', code: error.errorCode });
}

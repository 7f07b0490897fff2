import { lstatSync, statSync } from 'node:fs';
import { lstat, readdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ownTexts } from '../errors/own-texts.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { printableText } from '../errors/printable-text.ts';
import { systemCode } from '@entra-flows/primitives/system-code';
import { fileFault, unusable } from './file-fault.ts';
import { beat, heartWatch, livenessOf, newOwnerName, parseOwnerName } from './lock-owner.ts';
import { retryWhileBusy } from '@entra-flows/primitives/retry-while-busy';
import { makeFolder, makeOwnFolder } from '@entra-flows/primitives/make-folder';

export interface HeldLock {
  /** A dead holder was found on the way: it may have left more behind. */
  readonly recovered: boolean;
  /** `false` once another process took this holder for dead, after its machine slept, say. */
  stillHeld(): boolean;
  release(): Promise<void>;
}

export interface LockOptions {
  /** ms to wait for another holder. */
  timeout: number;
  signal?: AbortSignal | undefined;
  /** ms after which a holder that cannot be seen, and gives no sign, counts as dead. */
  silentAfter?: number;
}

/**
 * Takes a lock that all processes of this machine respect: a folder that holds one entry, named
 * after its owner.
 *
 * The folder is made ready elsewhere and moved into place, which works only while the place is empty.
 * A dead owner is thrown out by removing the entry of that very name: an owner that came in
 * meanwhile is not affected, which is what a lock *file* cannot promise.
 *
 * @throws {AuthCoreError} `cache_locked` after `timeout`; `cache_unusable` when the folder cannot be made
 * @throws the signal's reason
 */
export async function takeLock(path: string, options: LockOptions): Promise<HeldLock> {
  const owner = newOwnerName();
  const claim = `${path}.${owner}`;
  try {
    const recovered = await moveIn(claim, owner, path, options);
    const entry = join(path, owner);
    const stopBeating = beat(entry);
    return {
      recovered,
      stillHeld: () => statSync(entry, { throwIfNoEntry: false }) !== undefined,
      release: async () => {
        stopBeating();
        await leave(entry, path);
      },
    };
  } catch (error) {
    await removeClaim(claim, owner);
    if (options.signal?.aborted) throw options.signal.reason;
    throw fileFault('lock', path, error);
  }
}

async function moveIn(claim: string, owner: string, path: string, options: LockOptions) {
  const { timeout, signal } = options;
  const giveUpAt = performance.now() + timeout;
  const watch = heartWatch(options.silentAfter);
  let recovered = false;
  signal?.throwIfAborted();
  await makeClaim(claim, owner);
  while (!(await moved(claim, owner, path))) {
    recovered = (await throwOutTheDead(path, watch)) || recovered;
    if (performance.now() >= giveUpAt) throw await stillLocked(path, timeout);
    await delay(2 + Math.random() * 20, undefined, { signal });
  }
  return recovered;
}

async function makeClaim(claim: string, owner: string): Promise<void> {
  await makeFolder(claim);
  await makeOwnFolder(join(claim, owner));
}

/** Two empty folders: what else is in them was put there by another program, and stays. */
async function removeClaim(claim: string, owner: string): Promise<void> {
  await rmdir(join(claim, owner)).catch(() => undefined);
  await rmdir(claim).catch(() => undefined);
}

/** What a system says when the place is taken; Windows never moves a folder onto another. */
const TAKEN =
  process.platform === 'win32'
    ? ['EPERM', 'EACCES', 'EBUSY', 'EEXIST', 'ENOTEMPTY']
    : ['ENOTEMPTY', 'EEXIST'];

async function moved(claim: string, owner: string, path: string): Promise<boolean> {
  try {
    await rename(claim, path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOTDIR' && lstatSync(path, { throwIfNoEntry: false })) throw notALock(path);
    // A waiter can be taken for dead as well.
    if (code === 'ENOENT') await makeClaim(claim, owner);
    else if (!TAKEN.includes(code)) throw error;
    return false;
  }
}

async function throwOutTheDead(path: string, watch: (pulse: string) => boolean): Promise<boolean> {
  const [entry] = await readdir(path).catch(() => []);
  if (!entry) {
    // An owner that was killed while it left; Windows needs the place to be free.
    await rmdir(path).catch(() => undefined);
    return false;
  }
  // No owner will ever leave it, so there is nothing to wait for.
  if (!parseOwnerName(entry)) throw strangerIn(path, entry);
  if (!(await isDead(join(path, entry), entry, watch))) return false;
  try {
    await rmdir(join(path, entry));
    return true;
  } catch (error) {
    // An owner's entry is an empty folder. Anything else is a stranger's, and stays.
    if (['ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(systemCode(error)))
      throw strangerIn(path, entry);
    return false;
  }
}

/** Entries of this process whose release failed: they are its own to take away, by each call that waits. */
const leftBehind = new Set<string>();

async function isDead(entry: string, name: string, watch: (pulse: string) => boolean) {
  if (leftBehind.has(entry)) return true;
  const owner = parseOwnerName(name);
  const liveness = owner ? livenessOf(owner) : 'unknown';
  if (liveness !== 'unknown') return liveness === 'dead';
  const stat = await lstat(entry, { bigint: true }).catch(() => undefined);
  return stat !== undefined && watch(`${name} ${stat.mtimeNs}`);
}

async function leave(entry: string, path: string): Promise<void> {
  try {
    await retryWhileBusy(() => rmdir(entry));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') return leaveLater(entry, path);
  }
  leftBehind.delete(entry);
  // An empty folder is entered by the next one who waits.
  await rmdir(path).catch(() => undefined);
}

/** Other processes see that this one lives, and would wait for it to the end. */
function leaveLater(entry: string, path: string): void {
  leftBehind.add(entry);
  setTimeout(() => void leave(entry, path), LEAVE_AGAIN_MS).unref();
}

const LEAVE_AGAIN_MS = 1_000;

async function stillLocked(path: string, timeout: number) {
  const entries = await readdir(path).catch(() => []);
  const owner = parseOwnerName(String(entries[0]));
  const here = owner && livenessOf(owner) === 'alive';
  const { locked, process, anotherProcess } = ownTexts();
  const who = here ? process(owner.pid) : anotherProcess;
  return new AuthCoreError('cache_locked', locked(who, path, timeout / 1000));
}

function notALock(path: string) {
  return unusable(ownTexts().notALock(path));
}

function strangerIn(path: string, entry: string) {
  const shown = printableText(entry, { trusted: true, longest: 80 });
  return unusable(ownTexts().strangerInLock(path, shown));
}

/** Removes what waiters that were killed left beside the lock. */
export async function sweepClaims(folder: string, lockName: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${lockName}.`)) continue;
    const owner = parseOwnerName(name.slice(lockName.length + 1));
    if (!owner || livenessOf(owner) !== 'dead') continue;
    await removeClaim(join(folder, name), name.slice(lockName.length + 1));
  }
}

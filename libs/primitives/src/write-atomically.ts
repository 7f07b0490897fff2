import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fstatSync,
  fsync,
  openSync,
  writeFile as writeFileTo,
  writeSync,
} from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { systemCode } from './system-code.ts';
import { renameOver } from './retry-while-busy.ts';

/** Where a write stands; tests stop it there. */
export type WriteStep =
  | 'locked'
  | 'opened'
  | 'half-written'
  | 'written'
  | 'synced'
  | 'renamed'
  | 'folder-synced';

export type OnWriteStep = (step: WriteStep) => void | Promise<void>;

/** The mode of the file, and what may stop the write. */
export interface AtomicWriteOptions {
  /** The mode of the file, whatever the umask says; default 0600, for its owner alone. */
  mode?: number;
  /** Asked just before the file is replaced: an error is thrown, and leaves the old content. */
  refusal?: () => Error | undefined;
  /** Called at each step of the write; tests stop it there. */
  onStep?: OnWriteStep | undefined;
}

/** The ends of the names of temporary files. */
export const TEMPORARY = { start: '.tmp-', rest: /^[0-9a-f]{12}$/ };

const temporaryName = (file: string) =>
  `${file}${TEMPORARY.start}${randomBytes(6).toString('hex')}`;

/**
 * Replaces a file so that a reader, or a crash at any moment, finds the old content or the new
 * one, whole.
 */
export async function writeAtomically(
  file: string,
  content: Uint8Array,
  { mode = OWNER_ONLY, refusal = () => undefined, onStep }: AtomicWriteOptions = {},
): Promise<void> {
  const temporary = temporaryName(file);
  try {
    await writeThrough(temporary, content, mode, onStep);
    const refused = refusal();
    if (refused) throw refused;
    await renameOver(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    // A process that took over the lock has swept the temporary file away: no folder is missing.
    throw (systemCode(error) === 'ENOENT' && refusal()) || error;
  }
  await onStep?.('renamed');
  await syncFolder(dirname(file));
  await onStep?.('folder-synced');
}

/**
 * Writes as many bytes beside the file as a write of it would, and removes them again.
 *
 * @param look - is shown what was written, before it is removed
 */
export async function tryToWrite(
  file: string,
  bytes: number,
  look: (temporary: string, written: Uint8Array) => Promise<void>,
  onStep?: OnWriteStep,
): Promise<void> {
  const temporary = temporaryName(file);
  try {
    // Random, since a file system may store zeros, or what it can compress, in no space.
    const content = randomBytes(bytes);
    await writeThrough(temporary, content, OWNER_ONLY, onStep);
    await look(temporary, content);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

const OWNER_ONLY = 0o600;
const sync = promisify(fsync);
const writeFile = promisify(writeFileTo);

async function writeThrough(path: string, content: Uint8Array, mode: number, onStep?: OnWriteStep) {
  // Opening and closing do not wait for the disk; a detour through the thread pool would cost more.
  // 'wx': never through a link that another program put there.
  const file = openSync(path, 'wx', mode);
  try {
    setMode(file, mode);
    await onStep?.('opened');
    if (onStep) writeSync(file, content, 0, content.length >> 1, 0);
    await onStep?.('half-written');
    await writeFile(file, content);
    await onStep?.('written');
    await sync(file).catch((error: unknown) => syncByHandle(path, error));
  } finally {
    closeSync(file);
  }
  await onStep?.('synced');
}

/** Node's permission model (`node --permission`) forbids the call, and allows it to a `FileHandle`. */
async function syncByHandle(path: string, refusal: unknown): Promise<void> {
  if (systemCode(refusal) !== 'ERR_ACCESS_DENIED') throw refusal;
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whatever the umask says: one of 477 keeps a file even from its owner. */
function setMode(file: number, mode: number): void {
  // Volumes whose modes are fixed refuse a change, as does Node's permission model: only where it is needed.
  if ((fstatSync(file).mode & mode) !== mode) fchmodSync(file, mode);
}

/** Makes the new name durable. Windows has no such call, nor have some network file systems. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const folder = openSync(path, 'r');
    await sync(folder).finally(() => closeSync(folder));
  } catch {
    // Every process sees the content; only a power cut within seconds could undo it.
  }
}

import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unusable } from './file-fault.ts';
import { renameOver } from './rename-over.ts';

/** Where a write stands; tests stop it there. */
export type WriteStep =
  'locked' | 'opened' | 'half-written' | 'written' | 'synced' | 'renamed' | 'folder-synced';

export type OnWriteStep = (step: WriteStep) => void | Promise<void>;

export interface AtomicWriteOptions {
  /** Asked just before the file is replaced: `false` gives up, leaving the old content. */
  mayReplace?: () => boolean;
  onStep?: OnWriteStep | undefined;
}

/** Every temporary file of `file` starts like this. */
export function temporaryPrefix(file: string): string {
  return `${file}.tmp-`;
}

/**
 * Replaces a file so that a reader, or a crash at any moment, finds the old content or the new
 * one, whole. Mode 0600.
 */
export async function writeAtomically(
  file: string,
  content: Uint8Array,
  { mayReplace = () => true, onStep }: AtomicWriteOptions = {},
): Promise<void> {
  const temporary = `${temporaryPrefix(file)}${randomBytes(6).toString('hex')}`;
  try {
    await writeThrough(temporary, content, onStep);
    if (!mayReplace()) throw lockLost(file);
    await renameOver(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await onStep?.('renamed');
  await syncFolder(dirname(file));
  await onStep?.('folder-synced');
}

async function writeThrough(path: string, content: Uint8Array, onStep?: OnWriteStep) {
  // 'wx': never through a link that somebody put there.
  const file = await open(path, 'wx', 0o600);
  try {
    await onStep?.('opened');
    if (onStep) await file.write(content, 0, content.length >> 1, 0);
    await onStep?.('half-written');
    await file.writeFile(content);
    await onStep?.('written');
    await file.sync();
  } finally {
    await file.close();
  }
  await onStep?.('synced');
}

/** Makes the new name durable. Windows has no such call, nor have some network file systems. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // The content is in place for everybody; only a power cut within seconds could undo it.
  }
}

function lockLost(file: string) {
  return unusable(
    `Cannot write "${file}": this process paused for so long that another took over the lock. Try again.`,
  );
}

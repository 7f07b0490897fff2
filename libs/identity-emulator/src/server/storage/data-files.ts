import { readFile, rename, stat } from 'node:fs/promises';
import { makeFolder as makeFolders } from '@entra-flows/primitives/make-folder';
import { systemCode } from '@entra-flows/primitives/system-code';
import { writeAtomically } from '@entra-flows/primitives/write-atomically';

/** Takes one line for the user about what happened to their files. */
export type Log = (line: string) => void;

/**
 * Makes a folder for its owner only, and those above it that are missing.
 *
 * @throws Error with a message for users when it cannot be made
 */
export async function makeFolder(path: string): Promise<void> {
  await makeFolders(path).catch(async (error: unknown) => {
    throw await fileProblem(path, 'made', error);
  });
}

/**
 * The text of a file of the data folder. Reads plain files only: reading a pipe would never end.
 *
 * @returns undefined when the file does not exist
 * @throws Error with a message for users when it cannot be read
 */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile() && !found.isDirectory())
      throw new Error(
        `${path} cannot be read: it is not a file. Move it away or delete it, then try again.`,
      );
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw await fileProblem(path, 'read', error);
  }
}

/**
 * Replaces a file, for its owner only. A reader, or a crash at any moment, finds the old text or the
 * new one, whole.
 *
 * @throws Error with a message for users when it cannot be written; nothing of the attempt stays behind
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeAtomically(path, Buffer.from(text)).catch(async (error: unknown) => {
    throw await fileProblem(path, 'written', error);
  });
}

/**
 * Moves a file that cannot be used out of the way, where a user can still look at it.
 *
 * @param why what is wrong with the file
 * @param consequence what is lost by it
 * @param log receives one line with the old name and the new one
 * @throws Error with a message for users when it cannot be moved
 */
export async function setAside(path: string, why: string, consequence: string, log: Log) {
  const aside = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    throw await fileProblem(path, 'moved', error);
  }
  log(`${path} cannot be used: ${why}. It was moved to ${aside}. ${consequence}`);
}

/**
 * The error for users when a file or folder of the data folder cannot be used.
 *
 * @param failed what was tried
 * @param error of the system; any other error is returned as it is
 */
export async function fileProblem(
  path: string,
  failed: 'read' | 'written' | 'made' | 'moved',
  error: unknown,
): Promise<Error> {
  const code = systemCode(error);
  if (!code || (error as NodeJS.ErrnoException).syscall === undefined) return error as Error;
  const [why, next] = await reason(path, failed, code);
  const what = failed === 'made' ? `The folder ${path}` : path;
  return new Error(`${what} cannot be ${failed}: ${why} (${code}). ${next}`, { cause: error });
}

async function reason(path: string, failed: string, code: string): Promise<[string, string]> {
  // Looked up and not read from the code: Windows says EPERM of a folder in the way of a file.
  if (failed !== 'made' && (await isFolder(path)))
    return ['it is a folder', 'Move it away or delete it, then try again.'];
  return reasons[code] ?? ['the system refused', elsewhere];
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const other = 'choose another data folder (EMULATOR_DATA names that of the served emulator)';
const elsewhere = `C${other.slice(1)}, then try again.`;
const full = `Make room there, or ${other}, then try again.`;
const rights = `Give yourself that right, or ${other}, then try again.`;

const reasons: Record<string, [why: string, next: string]> = {
  ENOSPC: ['the disk is full', full],
  EDQUOT: ['your share of the disk is used up', full],
  ESTALE: ['the network drive does not know it any more', elsewhere],
  EIO: ['the disk reported a fault', elsewhere],
  EFBIG: ['it would be larger than this process may write', full],
  EACCES: ['this user has no right to it', rights],
  EPERM: ['this user has no right to it', rights],
  EROFS: ['nothing can be written there', elsewhere],
  ENOENT: ['the system takes no files or folders there', elsewhere],
  EEXIST: ['a file is in its place', elsewhere],
  ENOTDIR: ['a file is in the place of a folder', elsewhere],
};

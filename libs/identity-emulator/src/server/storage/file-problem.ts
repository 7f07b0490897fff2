import { stat } from 'node:fs/promises';
import { systemCode } from '@entra-flows/primitives/system-code';

/**
 * The error for users when a file or folder of the data folder cannot be used.
 *
 * @param failed what was tried: `read`, `written`, `made`
 * @param error of the system; any other error is given back as it is
 */
export async function fileProblem(
  path: string,
  failed: 'read' | 'written' | 'made' | 'moved',
  error: unknown,
): Promise<Error> {
  const { syscall } = error as NodeJS.ErrnoException;
  const code = systemCode(error);
  if (code === '' || syscall === undefined) return error as Error;
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

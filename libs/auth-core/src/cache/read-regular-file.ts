import { said } from '@entra-flows/primitives/said';
import { type BigIntStats, closeSync, constants, lstatSync, openSync, readSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { systemCode } from '@entra-flows/primitives/system-code';
import { fileFault, unusable } from './file-fault.ts';

/** Windows knows neither; there the look before the opening has to do. */
const WITHOUT_SURPRISES = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The content of a file, or that it is larger than allowed. */
export type FoundFile =
  | {
      tooLarge: false;
      /** All of it. */
      content: Buffer;
    }
  | { tooLarge: true };

/**
 * Reads a plain file of the current user.
 *
 * @param limit bytes; a larger file is not read
 * @returns `undefined` if there is none
 * @throws {AuthCoreError} `cache_unusable`: a folder, link, pipe or device, another user's, not readable
 */
export async function readRegularFile(path: string, limit: number): Promise<FoundFile | undefined> {
  const stat = lookAt(path);
  if (!stat) return undefined;
  if (stat.size > limit) return { tooLarge: true };
  await keepFromOthers(path, stat);
  try {
    const content = readUpTo(path, limit, Number(stat.size));
    return content.length > limit ? { tooLarge: true } : { tooLarge: false, content };
  } catch (error) {
    // Signed out by another process since the look.
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileFault('read', path, error);
  }
}

/**
 * What is at the path, once it is sure to be a plain file of this user. One call that does not
 * wait: in the path of every silent token, where a turn of the event loop would cost more.
 */
export function lookAt(path: string): BigIntStats | undefined {
  let stat: BigIntStats | undefined;
  try {
    stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw fileFault('read', path, error);
  }
  if (stat) refuseStrangers(path, stat);
  return stat;
}

function refuseStrangers(path: string, stat: BigIntStats): void {
  if (!stat.isFile()) {
    const what = stat.isDirectory()
      ? { en: 'a folder', ko: '폴더' }
      : stat.isSymbolicLink()
        ? { en: 'a symbolic link', ko: '기호 링크' }
        : { en: 'not a plain file', ko: '특수 파일' };
    throw unusable(
      said({
        en: `Cannot use "${path}": it is ${said(what)}. Choose another file.`,
        ko: `"${path}" 파일은 쓸 수 없습니다: 일반 파일이 아닙니다(${said(what)}). 다른 파일을 고르세요.`,
      }),
    );
  }
  const me = process.getuid?.();
  if (me !== undefined && Number(stat.uid) !== me)
    throw unusable(
      said({
        en:
          `Cannot use "${path}": it belongs to another user (uid ${stat.uid}, you are ${me}). ` +
          `Run as that user, or choose another file.`,
        ko:
          `"${path}" 파일은 쓸 수 없습니다: 다른 사용자의 것입니다(uid ${stat.uid}, 현재 ${me}). ` +
          `그 사용자로 실행하거나 다른 파일을 고르세요.`,
      }),
    );
}

/** A copy from a backup, say, may have come back readable for all. */
async function keepFromOthers(path: string, { mode }: BigIntStats): Promise<void> {
  if (process.platform !== 'win32' && mode & 0o077n)
    await chmod(path, 0o600).catch(() => undefined);
}

/**
 * Does not wait either: the file is small, and the detour through the thread pool would cost more.
 *
 * @param expected bytes
 */
function readUpTo(path: string, limit: number, expected: number): Buffer {
  const file = openSync(path, constants.O_RDONLY | WITHOUT_SURPRISES);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    while (size <= limit) {
      // One more than expected: a file that grew meanwhile is read on.
      const chunk = Buffer.allocUnsafe(Math.max(expected + 1, 4096));
      const bytesRead = readSync(file, chunk);
      if (bytesRead === 0) break;
      chunks.push(chunk.subarray(0, bytesRead));
      size += bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

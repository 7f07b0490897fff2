import { readFile, rename, stat } from 'node:fs/promises';
import { makeFolder as makeFolders } from '@entra-flows/primitives/make-folder';
import { said, type Said } from '@entra-flows/primitives/said';
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
        said({
          en: `${path} cannot be read: it is not a file. Move it away or delete it, then try again.`,
          ko: `${path} 파일을 읽을 수 없습니다. 일반 파일이 아닙니다. 옮기거나 지운 뒤 다시 시도하세요.`,
        }),
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
  const what =
    failed === 'made'
      ? { en: `The folder ${path}`, ko: `${path} 폴더` }
      : { en: path, ko: `${path} 파일` };
  const message = said({
    en: `${said(what)} cannot be ${failed}: ${said(why)} (${code}). ${said(next)}`,
    ko: `${said(what)}${failures[failed]}. ${said(why)}(오류 ${code}). ${said(next)}`,
  });
  return new Error(message, { cause: error });
}

const failures = {
  read: '을 읽을 수 없습니다',
  written: '에 쓸 수 없습니다',
  made: '를 만들 수 없습니다',
  moved: '을 옮길 수 없습니다',
};

async function reason(path: string, failed: string, code: string): Promise<[Said, Said]> {
  // Looked up and not read from the code: Windows says EPERM of a folder in the way of a file.
  if (failed !== 'made' && (await isFolder(path)))
    return [
      { en: 'it is a folder', ko: '폴더입니다' },
      {
        en: 'Move it away or delete it, then try again.',
        ko: '옮기거나 지운 뒤 다시 시도하세요.',
      },
    ];
  return reasons[code] ?? [{ en: 'the system refused', ko: '시스템이 거부했습니다' }, elsewhere];
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const other = 'choose another data folder (EMULATOR_DATA names that of the served emulator)';
const otherKo = '다른 데이터 폴더를 고른';
const elsewhere: Said = {
  en: `C${other.slice(1)}, then try again.`,
  ko: `${otherKo} 뒤 다시 시도하세요(EMULATOR_DATA로 지정).`,
};
const full: Said = {
  en: `Make room there, or ${other}, then try again.`,
  ko: `공간을 비우거나 ${otherKo} 뒤 다시 시도하세요(EMULATOR_DATA로 지정).`,
};
const rights: Said = {
  en: `Give yourself that right, or ${other}, then try again.`,
  ko: `권한을 주거나 ${otherKo} 뒤 다시 시도하세요(EMULATOR_DATA로 지정).`,
};
const noRight: Said = { en: 'this user has no right to it', ko: '이 사용자에게 권한이 없습니다' };

const reasons: Record<string, [why: Said, next: Said]> = {
  ENOSPC: [{ en: 'the disk is full', ko: '디스크가 가득 찼습니다' }, full],
  EDQUOT: [{ en: 'your share of the disk is used up', ko: '디스크 할당량을 다 썼습니다' }, full],
  ESTALE: [
    {
      en: 'the network drive does not know it any more',
      ko: '네트워크 드라이브가 더 이상 알지 못합니다',
    },
    elsewhere,
  ],
  EIO: [{ en: 'the disk reported a fault', ko: '디스크가 오류를 알렸습니다' }, elsewhere],
  EFBIG: [
    {
      en: 'it would be larger than this process may write',
      ko: '이 프로세스가 쓸 수 있는 크기를 넘습니다',
    },
    full,
  ],
  EACCES: [noRight, rights],
  EPERM: [noRight, rights],
  EROFS: [{ en: 'nothing can be written there', ko: '그곳에는 쓸 수 없습니다' }, elsewhere],
  ENOENT: [
    {
      en: 'the system takes no files or folders there',
      ko: '시스템이 그곳에 파일이나 폴더를 받지 않습니다',
    },
    elsewhere,
  ],
  EEXIST: [{ en: 'a file is in its place', ko: '그 자리에 파일이 있습니다' }, elsewhere],
  ENOTDIR: [
    { en: 'a file is in the place of a folder', ko: '폴더 자리에 파일이 있습니다' },
    elsewhere,
  ],
};

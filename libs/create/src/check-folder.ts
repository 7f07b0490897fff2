import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { refused } from './create-error.ts';

/** What a terminal obeys instead of showing it. */
export const CONTROL = /\p{Cc}|\p{Bidi_Control}/u;

/** The name in the package.json of the workspace that the samples come from. */
const WORKSPACE = '@entra-flows/root';

/**
 * Refuses a place where a copy would destroy or confuse: inside the workspace (npm would take it for
 * a part of it), a file, or a folder with content.
 *
 * @param folder - may be missing
 * @param force - allows content
 * @param isAnswer - to a question, which is asked again: an option is no way out there
 * @throws {CreateError}
 */
export function checkFolder(folder: string, force: boolean, isAnswer = false): void {
  // No line to type could show it, nor could the user see where the copy is.
  if (CONTROL.test(folder))
    throw refused(folder, {
      en: 'has a control character in its name; name another folder',
      ko: '이름에 제어 문자가 있습니다. 다른 폴더를 지정하세요',
    });
  if (isInWorkspace(realPlace(folder)))
    throw refused(folder, {
      en: 'lies inside the workspace; choose a folder outside of it',
      ko: '작업 영역 안에 있습니다. 바깥의 폴더를 고르세요',
    });
  if (!existsSync(folder)) {
    if (!isLink(folder)) return;
    throw refused(folder, {
      en: 'is a link that leads nowhere; remove it, or name another folder',
      ko: '아무것도 가리키지 않는 링크입니다. 지우거나 다른 폴더를 지정하세요',
    });
  }
  if (!statSync(folder).isDirectory())
    throw refused(folder, {
      en: 'is a file; name a folder',
      ko: '파일입니다. 폴더를 지정하세요',
    });
  if (force || readdirSync(folder).length === 0) return;
  throw refused(
    folder,
    isAnswer
      ? {
          en: 'is not empty; name one that is empty or not there yet',
          ko: '비어 있지 않습니다. 비어 있거나 아직 없는 폴더를 지정하세요',
        }
      : {
          en: 'is not empty; name an empty one, or write into it with --force',
          ko: '비어 있지 않습니다. 빈 폴더를 지정하거나 --force로 그 안에 쓰세요',
        },
  );
}

/**
 * Refuses to write through links: a link in the folder, where a file or a folder of the copy belongs,
 * may lead anywhere. And refuses a folder in a file's place, and the other way round.
 *
 * @param folder - may be missing
 * @param paths - of files, from the folder, with `/`
 * @throws {CreateError}
 */
export function checkFiles(folder: string, paths: Iterable<string>): void {
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const place = join(folder, ...parts.slice(0, depth));
      const found = lstatSync(place, { throwIfNoEntry: false });
      if (!found) break;
      if (found.isSymbolicLink())
        throw refused(place, {
          en: 'is a link, and nothing is written through one; remove it',
          ko: '링크입니다. 링크를 통해서는 아무것도 쓰지 않습니다. 지우세요',
        });
      const isLast = depth === parts.length;
      if (isLast && !found.isFile())
        throw refused(place, {
          en: 'is in the place of a file; remove it',
          ko: '파일이 있어야 할 자리에 있습니다. 지우세요',
        });
      if (!isLast && !found.isDirectory())
        throw refused(place, {
          en: 'is in the place of a folder; remove it',
          ko: '폴더가 있어야 할 자리에 있습니다. 지우세요',
        });
    }
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false; // Missing, or out of reach: writing will say why.
  }
}

/** Where a path leads, links followed as far as they exist. */
function realPlace(path: string): string {
  const place = resolve(path);
  // The native one gives names as they are on the disk, where case makes no difference.
  if (existsSync(place) || dirname(place) === place) return realpathSync.native(place);
  return resolve(realPlace(dirname(place)), relative(dirname(place), place));
}

const isInWorkspace = (place: string) => workspaceAround(place) !== undefined;

function workspaceAround(place: string): string | undefined {
  for (let folder = place; ; folder = dirname(folder)) {
    if (nameIn(folder) === WORKSPACE) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * The folder that is proposed for a copy: here, or beside the workspace for a user who stands in it. Where
 * something is there, the name gets a number.
 */
export function proposedFolder(name: string, here = process.cwd()): string {
  const workspace = workspaceAround(here);
  const place = workspace === undefined ? name : relative(here, join(dirname(workspace), name));
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? place : `${place}-${number}`;
    if (!lstatSync(resolve(here, folder), { throwIfNoEntry: false })) return folder;
  }
}

function nameIn(folder: string): unknown {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: unknown;
    };
    return name;
  } catch {
    return undefined;
  }
}

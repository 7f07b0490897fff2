import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { said } from '@entra-flows/primitives/said';
import { type Conflict, linesOf, mergeFile, type Prefer, withEndsOf } from './merge.ts';
import { basePath, type CopyRecord, hasBase, unusable } from './record.ts';
import { integrityOf, readIfThere } from './templates.ts';

/** What an update does to one file of a copy. */
export interface Change {
  /** From the copy's folder, with `/`. */
  path: string;
  does: 'add' | 'replace' | 'merge' | 'remove' | 'keep' | 'conflict';
  /** Why a file stays as it is. */
  why?: string;
  /** What is written; absent when nothing is. */
  content?: Buffer;
  /** Where both sides changed the same; `prefer` has settled them unless `does` is `conflict`. */
  conflicts?: Conflict[];
  /** Of the sample, before and after. */
  texts?: { base: string; next: string };
}

/**
 * Compares three states of a copy: as it was created, as it is now, and as the new version would create
 * it. Reads only.
 *
 * @param next - what the new version would create
 * @param prefer - settles conflicts; without it they are reported
 * @returns what differs between the versions, file by file
 * @throws {CreateError} when the base of the merge was changed
 */
export function planUpdate(
  folder: string,
  record: CopyRecord,
  next: ReadonlyMap<string, Buffer>,
  prefer?: Prefer,
): Change[] {
  const paths = [...new Set([...Object.keys(record.files), ...next.keys()])].sort();
  return paths.flatMap((path) => {
    const file = { now: readIfThere(join(folder, path)), next: next.get(path) };
    const base = hasBase(path) ? baseOf(folder, record, path, file.next) : undefined;
    const change = hasBase(path)
      ? changeOfText({ ...file, base, next: withoutOwners(path, file.next, base) }, prefer)
      : changeOfTarball({ ...file, recorded: record.files[path] }, prefer);
    return change ? [{ path, ...change }] : [];
  });
}

/** An update that was interrupted may have written the new base already, or removed that of a lost file. */
function baseOf(
  folder: string,
  { files }: CopyRecord,
  path: string,
  next: Buffer | undefined,
): Buffer | undefined {
  const recorded = files[path];
  if (recorded === undefined) return undefined;
  const base = readIfThere(join(folder, basePath(path)));
  if (!base && !next) return undefined;
  if (!base)
    throw unusable({ en: `${basePath(path)} is missing`, ko: `${basePath(path)} 파일이 없습니다` });
  const text = linesOf(base.toString()).join('\n');
  const known = [recorded, ...(next ? [integrityOf(next)] : [])];
  if (known.includes(integrityOf(text))) return Buffer.from(text);
  throw unusable({
    en: `${basePath(path)} is not the file that was created`,
    ko: `${basePath(path)} 파일이 만들 때와 다릅니다`,
  });
}

/** Why a file stays as it is. */
const whys = {
  isNew: { en: 'it is that of the new version already', ko: '이미 새 버전과 같습니다' },
  isMine: {
    en: 'you changed it; the sample no longer has it',
    ko: '직접 바꾼 파일이고, 샘플에는 더 이상 없습니다',
  },
  isGone: { en: 'you removed it: it stays away', ko: '직접 지운 파일이라 다시 만들지 않습니다' },
  isBytes: { en: 'it is not UTF-8 text', ko: 'UTF-8 텍스트가 아닙니다' },
  isOther: {
    en: 'it is not the tarball that was created',
    ko: '만들 때의 tgz 파일이 아닙니다',
  },
};
const whole = { en: 'the whole file', ko: '파일 전체' };
const ofThisVersion = {
  file: { en: 'the file of this version', ko: '이 버전의 파일' },
  tarball: { en: 'the tarball of this version', ko: '이 버전의 tgz 파일' },
};

/** What package.json says of the product itself: no later version of the sample changes it. */
const OF_OWNER = ['name', 'version', 'description', 'author', 'license', 'private', 'productName'];

/** The new package.json with these fields as they were created, so that no change of theirs is seen. */
function withoutOwners(
  path: string,
  next: Buffer | undefined,
  base: Buffer | undefined,
): Buffer | undefined {
  if (path !== 'package.json' || !next || !base) return next;
  const was = JSON.parse(base.toString()) as object;
  const will = JSON.parse(next.toString()) as object;
  const added = Object.keys(will).filter((field) => OF_OWNER.includes(field) && !(field in was));
  const own = Object.entries(was).filter(([field]) => OF_OWNER.includes(field));
  const fields = Object.entries({ ...will, ...Object.fromEntries(own) }).filter(
    ([field]) => !added.includes(field),
  );
  return Buffer.from(`${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`);
}

type Step = Omit<Change, 'path'>;
interface TextFile {
  now: Buffer | undefined;
  base: Buffer | undefined;
  next: Buffer | undefined;
}

function changeOfText({ now, base, next }: TextFile, prefer?: Prefer): Step | undefined {
  if (same(base, next) || (!now && !next)) return undefined;
  const texts = { base: base?.toString() ?? '', next: next?.toString() ?? '' };
  if (same(now, next)) return { does: 'keep', why: said(whys.isNew), texts };
  if (!next)
    return same(now, base)
      ? { does: 'remove', texts }
      : { does: 'keep', why: said(whys.isMine), texts };
  if (same(now, base)) {
    const content = now ? Buffer.from(withEndsOf(now.toString(), texts.next)) : next;
    return { does: base ? 'replace' : 'add', content, texts };
  }
  if (!now) return { does: 'keep', why: said(whys.isGone), texts };
  if (!isUtf8(now)) return changeOfBytes(next, texts, prefer);
  const merged = mergeFile(now.toString(), texts.base, texts.next, prefer);
  const { conflicts } = merged;
  if (conflicts.length === 0) return { does: 'merge', content: Buffer.from(merged.text), texts };
  return prefer
    ? { does: 'merge', content: Buffer.from(merged.text), conflicts, texts }
    : { does: 'conflict', conflicts, texts };
}

/** Lines of another encoding would be damaged by a merge, so one side is taken as a whole. */
function changeOfBytes(
  content: Buffer,
  texts: { base: string; next: string },
  prefer?: Prefer,
): Step {
  const why = said(whys.isBytes);
  const conflicts = [{ at: said(whole), mine: why, new: said(ofThisVersion.file) }];
  if (prefer === 'new') return { does: 'replace', content, conflicts, texts };
  if (prefer === 'mine') return { does: 'keep', why, conflicts, texts };
  return { does: 'conflict', conflicts, texts };
}

/** Line ends are the version control's own. */
function same(one: Buffer | undefined, other: Buffer | undefined): boolean {
  if (!one || !other) return one === other;
  return one.equals(other) || normal(one) === normal(other);
}
const normal = (content: Buffer): string => linesOf(content.toString()).join('\n');

interface Tarball {
  now: Buffer | undefined;
  recorded: string | undefined;
  next: Buffer | undefined;
}

function changeOfTarball({ now, recorded, next }: Tarball, prefer?: Prefer): Step | undefined {
  const found = now && integrityOf(now);
  if (next && found === integrityOf(next)) return undefined;
  const isChanged = found !== undefined && found !== recorded;
  const why = said(whys.isOther);
  if (isChanged && next) {
    const conflicts = [{ at: said(whole), mine: why, new: said(ofThisVersion.tarball) }];
    if (prefer === 'new') return { does: 'replace', content: next, conflicts };
    return prefer ? { does: 'keep', why, conflicts } : { does: 'conflict', conflicts };
  }
  if (isChanged) return { does: 'keep', why };
  if (next) return { does: found === undefined ? 'add' : 'replace', content: next };
  return found === undefined ? undefined : { does: 'remove' };
}

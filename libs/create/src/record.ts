import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageLanguage } from '@entra-flows/primitives/language';
import { said } from '@entra-flows/primitives/said';
import * as v from 'valibot';
import { CreateError } from './create-error.ts';
import type { CopyOptions } from './make-copy.ts';
import { checkFiles } from './check-folder.ts';
import { isPackageName } from './project-name.ts';
import { integrityOf, readIfThere } from './templates.ts';

/** Where a copy says what it was made from. */
export const RECORD = 'entra-flows.json';

/** The files as they were created: `update` merges from them. The suffix keeps tools from reading them. */
export const basePath = (path: string): string => `.entra-flows/base/${path}.base`;

const ORIGIN = 'entra-flows' as const;

/** In bytes; the record of a copy has a few thousand. */
const MAX_RECORD = 1_000_000;

/** A path that stays in its folder, on every system. */
const insidePath = v.pipe(
  v.string(),
  // Windows opens no longer ones.
  v.check(
    (path) => path.length <= 200,
    () => said({ en: 'a path is longer than 200 characters', ko: '200자보다 긴 경로가 있습니다' }),
  ),
  v.check(
    (path) =>
      !/[\\:\p{Cc}]/u.test(path) &&
      path
        .split('/')
        .every((part) => !['', '.', '..', '.git', 'node_modules'].includes(part.toLowerCase())),
    () => said({ en: 'a path leaves the folder', ko: '폴더를 벗어나는 경로가 있습니다' }),
  ),
);

const schema = v.strictObject({
  origin: v.literal(ORIGIN),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  sample: v.string(),
  name: v.pipe(
    v.string(),
    v.check(isPackageName, () =>
      said({ en: 'it cannot be the name of a package', ko: '패키지 이름이 될 수 없습니다' }),
    ),
  ),
  packages: v.picklist(['vendor', 'registry']),
  files: v.record(insidePath, v.pipe(v.string(), v.regex(/^sha512-[\w+/=]+$/))),
  /** Of the other fields: one that was edited would make another program of the copy. */
  integrity: v.string(),
});

/** `entra-flows.json`: what a copy was made from. */
export type CopyRecord = v.InferOutput<typeof schema>;

/** Adds to the files of a copy the record of them, and the base of later merges. */
export function withRecord(
  copy: ReadonlyMap<string, Buffer>,
  options: CopyOptions,
  version: string,
): Map<string, Buffer> {
  const files = [...copy].sort(([a], [b]) => (a < b ? -1 : 1));
  const fields: Omit<CopyRecord, 'integrity'> = {
    ...{ origin: ORIGIN, version, ...options },
    files: Object.fromEntries(files.map(([path, content]) => [path, integrityOf(content)])),
  };
  const record: CopyRecord = { ...fields, integrity: integrityOfFields(fields) };
  return new Map([
    ...copy,
    ...files
      .filter(([path]) => hasBase(path))
      .map(([path, content]) => [basePath(path), content] as const),
    [RECORD, Buffer.from(`${JSON.stringify(record, null, 2)}\n`)],
  ]);
}

/** The same for a record that a formatter has written anew. */
function integrityOfFields({ files, ...fields }: Omit<CopyRecord, 'integrity'>): string {
  const { origin, version, sample, name, packages } = fields;
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return integrityOf(JSON.stringify([origin, version, sample, name, packages, sorted]));
}

/** @throws {CreateError} for a record that is not as this command wrote it */
export function checkRecord({ integrity, ...fields }: CopyRecord): void {
  if (integrity !== integrityOfFields(fields))
    throw unusable({ en: 'it was edited', ko: '직접 고친 흔적이 있습니다' });
}

/** Tarballs are replaced as a whole, so their hash is enough. */
export const hasBase = (path: string): boolean => !path.startsWith('vendor/');

/** @throws {CreateError} when there is none, or it is not what `create` writes */
export function readRecord(folder: string): CopyRecord {
  checkFiles(folder, [RECORD]);
  const path = join(folder, RECORD);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_RECORD)
    throw unusable({
      en: `it has ${size} bytes, and a record at most ${MAX_RECORD}`,
      ko: `${size}바이트입니다. 기록은 ${MAX_RECORD}바이트까지입니다`,
    });
  const text = readIfThere(path)?.toString();
  if (text === undefined)
    throw new CreateError(
      said({
        en: `${folder} has no ${RECORD}, so it is not known what it was copied from. Name the folder of a copy.`,
        ko: `${folder}: ${RECORD} 파일이 없어 무엇의 복사본인지 알 수 없습니다. 복사본의 폴더를 지정하세요.`,
      }),
      2,
    );
  const result = v.safeParse(schema, parsed(text));
  if (!result.success) throw unusable(whyOf(result.issues[0]));
  return result.output;
}

function parsed(text: string): unknown {
  try {
    // An editor may have put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw unusable({ en: 'it is not JSON', ko: 'JSON이 아닙니다' });
  }
}

function whyOf(issue: v.BaseIssue<unknown>): Words {
  const where = v.getDotPath(issue);
  const short = where && where.length > 100 ? `${where.slice(0, 100)}…` : where;
  const place = short ? `${short}: ` : '';
  const { message } = issue;
  // What valibot says itself is in English.
  const korean = issue.type === 'check' ? message : '쓸 수 없는 값입니다';
  return { en: place + message, ko: place + korean };
}

type Words = Readonly<Record<MessageLanguage, string>>;

/** A record or a base file that was edited: what would be merged from it is not known. */
export const unusable = (why: Words): CreateError =>
  new CreateError(
    said({
      en:
        `${RECORD} cannot be used: ${why.en}. Nothing was written. ` +
        `Take ${RECORD} and .entra-flows back from your version control, or from a new copy of the same version, ` +
        'then run it again.',
      ko:
        `${RECORD} 파일을 쓸 수 없습니다. ${why.ko}. 아무것도 쓰지 않았습니다. ` +
        `버전 관리나 같은 버전의 새 복사본에서 ${RECORD} 파일과 .entra-flows 폴더를 되살린 뒤 다시 실행하세요.`,
    }),
  );

import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { CreateError } from './create-error.ts';
import type { CopyOptions } from './make-copy.ts';
import { checkFiles } from './check-folder.ts';
import { checkedName } from './project-name.ts';
import { integrityOf, readIfThere } from './templates.ts';

/** Where a copy says what it was made from. */
export const RECORD = 'entra-flows.json';

/** The files as they were created: `update` merges from them. The suffix keeps tools from reading them. */
export const basePath = (path: string): string => `.entra-flows/base/${path}.base`;

const ORIGIN = 'entra-flows';

/** In bytes; the record of a copy has a few thousand. */
const MAX_RECORD = 1_000_000;

/** A path that stays in its folder, on every system. */
const insidePath = v.pipe(
  v.string(),
  // Windows opens no longer ones.
  v.check((path) => path.length <= 200, 'a path is longer than 200 characters'),
  v.check(
    (path) =>
      !/[\\:\p{Cc}]/u.test(path) &&
      path
        .split('/')
        .every((part) => !['', '.', '..', '.git', 'node_modules'].includes(part.toLowerCase())),
    'a path leaves the folder',
  ),
);

const schema = v.strictObject({
  origin: v.literal(ORIGIN),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  sample: v.string(),
  name: v.string(),
  packages: v.picklist(['vendor', 'registry']),
  files: v.record(insidePath, v.pipe(v.string(), v.regex(/^sha512-[\w+/=]+$/))),
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
  const record: CopyRecord = {
    ...{ origin: ORIGIN, version, ...options },
    files: Object.fromEntries(files.map(([path, content]) => [path, integrityOf(content)])),
  };
  return new Map([
    ...copy,
    ...files
      .filter(([path]) => hasBase(path))
      .map(([path, content]) => [basePath(path), content] as const),
    [RECORD, Buffer.from(`${JSON.stringify(record, null, 2)}\n`)],
  ]);
}

/** Tarballs are replaced as a whole, so their hash is enough. */
export const hasBase = (path: string): boolean => !path.startsWith('vendor/');

/** @throws {CreateError} when there is none, or it is not what `create` writes */
export function readRecord(folder: string): CopyRecord {
  checkFiles(folder, [RECORD]);
  const path = join(folder, RECORD);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_RECORD) throw unusable(`it has ${size} bytes, and a record at most ${MAX_RECORD}`);
  const text = readIfThere(path)?.toString();
  if (text === undefined)
    throw new CreateError(
      `${folder} has no ${RECORD}, so it is not known what it was copied from. Name the folder of a copy.`,
      2,
    );
  const result = v.safeParse(schema, parsed(text));
  if (!result.success) throw unusable(whyOf(result.issues[0]));
  checkedName(result.output.name);
  return result.output;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusable('it is not JSON');
  }
}

function whyOf(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue);
  const short = where && where.length > 100 ? `${where.slice(0, 100)}…` : where;
  return short ? `${short}: ${issue.message}` : issue.message;
}

/** A record or a base file that was edited: what would be merged from it is not known. */
export const unusable = (why: string): CreateError =>
  new CreateError(
    `${RECORD} cannot be used: ${why}. Nothing was written. ` +
      `Take ${RECORD} and .entra-flows back from your version control, then run it again.`,
  );
